import { describe, expect, it } from "vitest";
import type { EventRow } from "../../../src/extension/panel-model/event-fields.ts";
import { EventList } from "../../../src/extension/panel-model/event-list.ts";
import {
  compileOrder,
  type GroupBy,
  NEWEST_LAST,
  nextSort,
  type SortSpec,
} from "../../../src/extension/panel-model/event-order.ts";
import { row } from "./event-rows.ts";

const BY_TIME = compileOrder(NEWEST_LAST, null, () => "");
const BY_METHOD = compileOrder({ column: "method", descending: false }, null, () => "");
const ALL = (): boolean => true;

function ids(list: EventList): number[] {
  return list.visible.map(({ id }) => id);
}

describe("the list of events", () => {
  it("takes arrivals in, in any order of pages", () => {
    const list = new EventList({ passes: ALL, order: BY_TIME });
    list.apply([row(5), row(6)], 1);
    list.apply([row(7)], 1);
    list.apply([row(3), row(4)], 1);
    expect(ids(list)).toEqual([3, 4, 5, 6, 7]);
  });

  it("applies the filter to arrivals and to changes of what is there", () => {
    const list = new EventList({ passes: ({ state }) => state === "pending", order: BY_TIME });
    list.apply([row(1), row(2), row(3, { state: "refused" })], 1);
    expect(ids(list)).toEqual([1, 2]);
    list.apply([row(1, { state: "sent", rev: 10 }), row(4)], 1);
    expect(ids(list)).toEqual([2, 4]);
    expect(list.held).toBe(4);
  });

  it("puts arrivals where the order has them", () => {
    const list = new EventList({ passes: ALL, order: BY_METHOD });
    list.apply([row(1, { method: "m" }), row(2, { method: "c" })], 1);
    list.apply([row(3, { method: "f" }), row(4, { method: "a" }), row(5, { method: "m" })], 1);
    expect(list.visible.map(({ method, id }) => method + id)).toEqual(["a4", "c2", "f3", "m1", "m5"]);
  });

  it("keeps the newer of two forms of an event, whichever comes first", () => {
    const list = new EventList({ passes: ALL, order: BY_TIME });
    list.apply([row(1, { state: "sent", rev: 9 })], 1);
    list.apply([row(1, { state: "pending", rev: 1 })], 1);
    expect(list.visible.map(({ state }) => state)).toEqual(["sent"]);
  });

  it("takes two forms of one event in the same batch for one event", () => {
    const list = new EventList({ passes: ALL, order: BY_TIME });
    list.apply([row(1, { rev: 1 }), row(1, { rev: 2, state: "sent" })], 1);
    expect(list.visible.map(({ state }) => state)).toEqual(["sent"]);
  });

  it("lets go of what has fallen off, but not of what a file brought", () => {
    const list = new EventList({ passes: ALL, order: BY_TIME });
    list.apply([row(1), row(2), row(3), row(-1)], 1);
    list.apply([row(4)], 3);
    expect(ids(list)).toEqual([-1, 3, 4]);
    expect(list.held).toBe(3);
    list.apply([row(2)], 3);
    expect(ids(list)).toEqual([-1, 3, 4]);
  });

  it("ends up with the same list by arrivals as by looking anew", () => {
    const order = compileOrder({ column: "value", descending: true }, "source", () => "");
    const passes = ({ id }: EventRow): boolean => id % 3 !== 0;
    const rows = Array.from({ length: 200 }, (_, id) =>
      row(id + 1, { value: String((id * 7919) % 31), source: `s${id % 4}`, rev: id }),
    );
    const list = new EventList({ passes, order });
    for (let at = 0; at < rows.length; at += 7) list.apply(rows.slice(at, at + 7), Math.max(1, at - 100));
    const arrived = ids(list);
    list.look({ passes, order });
    expect(arrived).toEqual(ids(list));
    expect(arrived.length).toBeGreaterThan(50);
  });
});

describe("the order of the list", () => {
  function sorted(sort: SortSpec, group: GroupBy = null): number[] {
    const rows = [
      row(1, { value: "b", source: "y", timestamp: 30, wallTime: 30 }),
      row(2, { value: null, source: "x", timestamp: 10, wallTime: 10 }),
      row(3, { value: "a", source: "y", timestamp: 20, wallTime: 20 }),
    ];
    return rows.sort(compileOrder(sort, group, (id) => (id === 3 ? "note" : ""))).map(({ id }) => id);
  }

  it("is by time, by any column, and backwards", () => {
    expect(sorted({ column: "time", descending: false })).toEqual([2, 3, 1]);
    expect(sorted({ column: "time", descending: true })).toEqual([1, 3, 2]);
    expect(sorted({ column: "value", descending: false })).toEqual([2, 3, 1]);
    expect(sorted({ column: "note", descending: true })).toEqual([3, 1, 2]);
  });

  it("puts groups first", () => {
    expect(sorted({ column: "time", descending: false }, "source")).toEqual([2, 3, 1]);
    expect(sorted({ column: "time", descending: true }, "source")).toEqual([2, 1, 3]);
  });

  it("goes by a click up, down, and back to the order of arrival", () => {
    const up = nextSort(NEWEST_LAST, "method");
    const down = nextSort(up, "method");
    expect([up, down, nextSort(down, "method")]).toEqual([
      { column: "method", descending: false },
      { column: "method", descending: true },
      NEWEST_LAST,
    ]);
    expect(nextSort(NEWEST_LAST, "time")).toEqual({ column: "time", descending: true });
  });
});
