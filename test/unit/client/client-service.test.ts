import { describe, expect, test } from "vitest";
import {
  type ClientRefusal,
  ClientService,
  type ExternalSender,
} from "../../../src/extension/background/client-service.ts";

const RECORD = { eventTelemetry: 1, call: "recordEvent", args: ["c", "m", "o", null, null] };
const CLIENT: ExternalSender = { id: "client@example.org" };

function start(isAllowed: (id: string) => Promise<boolean> = async (id) => id === CLIENT.id) {
  const performed: unknown[] = [];
  const refusals: ClientRefusal[] = [];
  const service = new ClientService({
    ownId: "event-telemetry@mozilla.org",
    isAllowed,
    perform: async (request, source) => {
      performed.push([source, request.call, ...request.args]);
    },
    refused: (refusal) => refusals.push(refusal),
  });
  return { service, performed, refusals };
}

describe("a client's message", () => {
  test("is carried out with the sender's add-on id as its source", async () => {
    const { service, performed } = start();
    expect(await service.handle(RECORD, CLIENT)).toEqual({ ok: true, result: undefined });
    expect(performed).toEqual([["client@example.org", "recordEvent", "c", "m", "o", null, null]]);
  });

  test.each<[code: string, sender: ExternalSender]>([
    ["no-sender", {}],
    ["own-sender", { id: "event-telemetry@mozilla.org" }],
    ["tab-sender", { id: "client@example.org", tab: { id: 1 } }],
    ["not-allowed", { id: "stranger@example.org" }],
  ])("is refused as %s for the sender %j, and nothing is carried out", async (code, sender) => {
    const { service, performed, refusals } = start();
    const answer = await service.handle(RECORD, sender);
    expect(answer).toMatchObject({ ok: false, error: { name: "TelemetryRefused" } });
    expect(refusals).toMatchObject([{ code, source: sender.id ?? "unknown" }]);
    expect(JSON.stringify(answer)).toContain(`(${code})`);
    expect(performed).toEqual([]);
  });

  test.each([
    ["nothing", undefined],
    ["text", "recordEvent"],
    ["no version", { call: "canUpload", args: [] }],
    ["another version", { eventTelemetry: 2, call: "canUpload", args: [] }],
    ["an unknown call", { eventTelemetry: 1, call: "snapshotEvents", args: [] }],
    ["a call of the prototype", { eventTelemetry: 1, call: "constructor", args: [] }],
    ["a missing argument", { ...RECORD, args: ["c", "m", "o", null] }],
    ["an argument too many", { ...RECORD, args: ["c", "m", "o", null, null, 1] }],
    ["a wrong type", { ...RECORD, args: ["c", "m", "o", 1, null] }],
    ["an extra value that is no string", { ...RECORD, args: ["c", "m", "o", null, { k: 1 }] }],
    ["a property too many", { ...RECORD, source: "someone@example.org" }],
  ])("with %s is refused as malformed", async (_, message) => {
    const { service, performed, refusals } = start();
    expect(await service.handle(message, CLIENT)).toMatchObject({ ok: false });
    expect(refusals).toMatchObject([{ code: "malformed" }]);
    expect(performed).toEqual([]);
  });

  test("of a stranger is refused before it is even read", async () => {
    const { service, refusals } = start();
    const unreadable = new Proxy({}, { get: () => expect.unreachable("the message was read") });
    await service.handle(unreadable, { id: "stranger@example.org" });
    expect(refusals).toMatchObject([{ code: "not-allowed" }]);
  });

  test("is never long in a refusal", async () => {
    const { service } = start();
    const answer = await service.handle({ ["x".repeat(1_000_000)]: 1 }, CLIENT);
    expect(JSON.stringify(answer).length).toBeLessThan(500);
  });
});

describe("messages", () => {
  test("are carried out in the order they came, however long the look at the allow list takes", async () => {
    const looks: (() => void)[] = [];
    const { service, performed } = start(() => new Promise((resolve) => looks.push(() => resolve(true))));
    const calls = ["a", "b", "c"].map((name) =>
      service.handle({ eventTelemetry: 1, call: "scalarAdd", args: [name, 1] }, CLIENT),
    );
    for (let turn = 0; turn < 100 && performed.length < 3; turn += 1) {
      looks.pop()?.();
      await Promise.resolve();
    }
    await Promise.all(calls);
    expect(performed.map((call) => (call as unknown[])[2])).toEqual(["a", "b", "c"]);
  });

  test("go on after one whose check failed", async () => {
    let looks = 0;
    const { service } = start(async () => {
      looks += 1;
      if (looks === 1) throw new Error("the pref cannot be read");
      return true;
    });
    await expect(service.handle(RECORD, CLIENT)).rejects.toThrow("the pref cannot be read");
    expect(await service.handle(RECORD, CLIENT)).toMatchObject({ ok: true });
  });
});
