import { expect } from "vitest";
import type { SuiteCase } from "./suite-api.ts";

export const SCALAR_SNAPSHOT_CASES: readonly SuiteCase[] = [
  {
    covers: ["11.4/shape", "11.4/absent", "11.4/dynamic"],
    rule: "snapshots are by process and name, keyed ones by key too; unset scalars and empty processes are absent",
    async run(api, category) {
      await api.registerScalars(category, {
        a: { kind: 0 },
        unset: { kind: 0 },
        k: { kind: 0, keyed: true },
      });
      expect(await api.getSnapshotForScalars()).toEqual({});
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
      await api.scalarAdd(`${category}.a`, 1);
      await api.keyedScalarAdd(`${category}.k`, "key", 2);
      expect(await api.getSnapshotForScalars()).toEqual({ dynamic: { [`${category}.a`]: 1 } });
      expect(await api.getSnapshotForKeyedScalars()).toEqual({ dynamic: { [`${category}.k`]: { key: 2 } } });
    },
  },
  {
    covers: ["11.4/clear"],
    rule: "a snapshot leaves the values unless it clears them",
    async run(api, category) {
      await api.registerScalars(category, { a: { kind: 0 }, k: { kind: 0, keyed: true } });
      await api.scalarAdd(`${category}.a`, 1);
      await api.keyedScalarAdd(`${category}.k`, "key", 2);
      for (const clear of [false, true]) {
        expect(await api.getSnapshotForScalars("main", clear)).toEqual({ dynamic: { [`${category}.a`]: 1 } });
        const keyed = { dynamic: { [`${category}.k`]: { key: 2 } } };
        expect(await api.getSnapshotForKeyedScalars("main", clear)).toEqual(keyed);
      }
      expect(await api.getSnapshotForScalars()).toEqual({});
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
      await api.scalarAdd(`${category}.a`, 5);
      expect(await api.getSnapshotForScalars()).toEqual({ dynamic: { [`${category}.a`]: 5 } });
    },
  },
  {
    covers: ["11.4/store", "11.2/9"],
    rule: "a scalar is in the stores it names, main unless it names any, and each is cleared by itself",
    needs: ["native"],
    async run(api, category) {
      await api.registerScalars(category, {
        a: { kind: 0 },
        b: { kind: 0, stores: ["main", "other", "main"] },
      });
      await api.scalarAdd(`${category}.a`, 1);
      await api.scalarAdd(`${category}.b`, 1);
      expect(await api.getSnapshotForScalars("other", true)).toEqual({ dynamic: { [`${category}.b`]: 1 } });
      expect(await api.getSnapshotForScalars("other")).toEqual({});
      expect(await api.getSnapshotForScalars("main")).toEqual({
        dynamic: { [`${category}.a`]: 1, [`${category}.b`]: 1 },
      });
    },
  },
  {
    covers: ["11.4/dataset"],
    rule: "without extended recording a snapshot holds scalars for all channels only, and clears no others",
    async run(api, category) {
      await api.registerScalars(category, { all: { kind: 0, record_on_release: true }, pre: { kind: 0 } });
      await api.scalarAdd(`${category}.all`, 1);
      await api.scalarAdd(`${category}.pre`, 1);
      await api.setRecording({ base: true, extended: false });
      expect(await api.getSnapshotForScalars("main", true)).toEqual({ dynamic: { [`${category}.all`]: 1 } });
      await api.setRecording({ base: true, extended: true });
      expect(await api.getSnapshotForScalars()).toEqual({ dynamic: { [`${category}.pre`]: 1 } });
    },
  },
  {
    covers: ["11.4/filter-test"],
    rule: "filterTest hides names that start with telemetry.test., and clears them all the same",
    async run(api) {
      await api.registerScalars("telemetry.test", { suite: { kind: 0 }, keys: { kind: 0, keyed: true } });
      await api.scalarAdd("telemetry.test.suite", 1);
      await api.keyedScalarAdd("telemetry.test.keys", "k", 1);
      expect(await api.getSnapshotForScalars("main", false, true)).toEqual({});
      expect(await api.getSnapshotForScalars("main", false, false)).toEqual({
        dynamic: { "telemetry.test.suite": 1 },
      });
      expect(await api.getSnapshotForScalars("main", true, true)).toEqual({});
      expect(await api.getSnapshotForKeyedScalars("main", true, true)).toEqual({});
      expect(await api.getSnapshotForScalars()).toEqual({});
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
    },
  },
  {
    covers: ["11.4/clear-scalars"],
    rule: "clearScalars forgets values and key slots; registrations stay",
    async run(api, category) {
      await api.registerScalars(category, { a: { kind: 0 }, k: { kind: 0, keyed: true } });
      await api.scalarAdd(`${category}.a`, 1);
      await api.keyedScalarAdd(`${category}.k`, "key", 2);
      await api.clearScalars();
      expect(await api.getSnapshotForScalars()).toEqual({});
      expect(await api.getSnapshotForKeyedScalars()).toEqual({});
      await api.scalarAdd(`${category}.a`, 4);
      expect(await api.getSnapshotForScalars()).toEqual({ dynamic: { [`${category}.a`]: 4 } });
    },
  },
];
