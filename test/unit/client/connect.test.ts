import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { ClientService } from "../../../src/extension/background/client-service.ts";
import { connectTelemetry, type TelemetryClient } from "../../../src/extension/client/index.ts";
import type { EventRecorder } from "../definitions/generated/telemetry.ts";

const NOBODY = "Could not establish connection. Receiving end does not exist.";

/** Event Telemetry as a client's `browser.runtime` sees it: absent until `start`. */
class FakeAddon {
  readonly performed: unknown[][] = [];
  attempts = 0;
  isRunning = false;
  /** What the engine would answer, by call. */
  answers: Record<string, () => unknown> = {};
  private readonly service = new ClientService({
    ownId: "event-telemetry@mozilla.org",
    isAllowed: async (id) => id === "client@example.org",
    perform: async ({ call, args }) => {
      this.performed.push([call, ...args]);
      return this.answers[call]?.();
    },
    refused: () => {},
  });

  async sendMessage(id: string, message: unknown): Promise<unknown> {
    this.attempts += 1;
    const copy: unknown = structuredClone(message);
    if (!this.isRunning || id !== "event-telemetry@mozilla.org") throw new Error(NOBODY);
    return structuredClone(await this.service.handle(copy, { id: "client@example.org" }));
  }
}

let addon = new FakeAddon();
beforeEach(() => {
  addon = new FakeAddon();
  addon.isRunning = true;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const connect = (timeoutMs?: number) =>
  connectTelemetry({ runtime: addon, ...(timeoutMs === undefined ? {} : { timeoutMs }) });

describe("a connected client", () => {
  test("has the functions of browser.telemetry, and each arrives with its arguments", async () => {
    const telemetry = connect();
    await telemetry.submitPing("my-ping", { a: 1 }, { addClientId: true });
    await telemetry.scalarAdd("c.s", 1);
    await telemetry.scalarSet("c.s", "x");
    await telemetry.scalarSetMaximum("c.s", 5);
    await telemetry.keyedScalarAdd("c.k", "key", 1);
    await telemetry.keyedScalarSet("c.k", "key", true);
    await telemetry.keyedScalarSetMaximum("c.k", "key", 5);
    await telemetry.recordEvent("c", "m", "o", { k: "v" });
    await telemetry.registerScalars("c", { s: { kind: telemetry.ScalarType.COUNT } });
    await telemetry.registerEvents("c", { e: { methods: ["m"], objects: ["o"], extra_keys: ["k"] } });
    await telemetry.setEventRecordingEnabled("c", false);
    expect(addon.performed).toEqual([
      ["submitPing", "my-ping", { a: 1 }, { addClientId: true }],
      ["scalarAdd", "c.s", 1],
      ["scalarSet", "c.s", "x"],
      ["scalarSetMaximum", "c.s", 5],
      ["keyedScalarAdd", "c.k", "key", 1],
      ["keyedScalarSet", "c.k", "key", true],
      ["keyedScalarSetMaximum", "c.k", "key", 5],
      ["recordEvent", "c", "m", "o", null, { k: "v" }],
      ["registerScalars", "c", { s: { kind: "count" } }],
      ["registerEvents", "c", { e: { methods: ["m"], objects: ["o"], extra_keys: ["k"] } }],
      ["setEventRecordingEnabled", "c", false],
    ]);
  });

  test("resolves with what the add-on answers", async () => {
    addon.answers.canUpload = () => true;
    expect(await connect().canUpload()).toBe(true);
  });

  test("rejects with the error the add-on answers with, name and text", async () => {
    const message = "Error: Category parameter should match the identifier pattern.";
    addon.answers.registerEvents = () => {
      throw new TypeError(message);
    };
    await expect(connect().registerEvents("_", {})).rejects.toMatchObject({ name: "TypeError", message });
  });

  test("throws at once for wrong argument types, and sends nothing", () => {
    const telemetry = connect() as unknown as { recordEvent(...args: unknown[]): unknown };
    expect(() => telemetry.recordEvent("c", "m")).toThrow(
      "Incorrect argument types for telemetry.recordEvent.",
    );
    expect(addon.attempts).toBe(0);
  });

  test("rejects what cannot be copied to another process, and goes on with the next call", async () => {
    const telemetry = connect();
    const bad = telemetry.submitPing("my-ping", { f: () => {} }, {});
    const good = telemetry.canUpload();
    await expect(bad).rejects.toThrow(/could not be cloned/);
    await vi.advanceTimersByTimeAsync(1_000);
    await good;
    expect(addon.performed).toEqual([["canUpload"]]);
  });

  test("rejects when the add-on takes the message but gives no answer", async () => {
    const telemetry = connectTelemetry({ runtime: { sendMessage: async () => undefined } });
    await expect(telemetry.canUpload()).rejects.toThrow("gave no answer to telemetry.canUpload");
  });

  test("is accepted where generated functions want a recorder", () => {
    expectTypeOf<TelemetryClient>().toExtend<EventRecorder<Promise<void>>>();
  });
});

describe("while the add-on is not there", () => {
  beforeEach(() => {
    addon.isRunning = false;
  });

  test("calls wait, and arrive once and in their order when it starts", async () => {
    const telemetry = connect();
    const calls = Array.from({ length: 50 }, (_, index) => telemetry.scalarAdd(`c.s${index}`, 1));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(addon.performed).toEqual([]);
    addon.isRunning = true;
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(calls);
    expect(addon.performed.map(([, name]) => name)).toEqual(Array.from({ length: 50 }, (_, i) => `c.s${i}`));
  });

  test("only one message is tried at a time, with growing pauses", async () => {
    const telemetry = connect();
    const calls = Array.from({ length: 50 }, () => telemetry.canUpload());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(addon.attempts).toBeGreaterThan(5);
    expect(addon.attempts).toBeLessThan(12);
    addon.isRunning = true;
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(calls);
  });

  test("a call rejects after 30 seconds, and says what to look at", async () => {
    const call = connect().canUpload();
    const outcome = expect(call).rejects.toThrow(
      "event-telemetry@mozilla.org did not answer within 30000 ms: is Event Telemetry installed and enabled?",
    );
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
  });

  test("each call has its own time, and the wait can be set", async () => {
    const telemetry = connect(1_000);
    const early = expect(telemetry.canUpload()).rejects.toThrow("within 1000 ms");
    await vi.advanceTimersByTimeAsync(900);
    const late = telemetry.scalarAdd("c.s", 1);
    await vi.advanceTimersByTimeAsync(100);
    await early;
    addon.isRunning = true;
    await vi.advanceTimersByTimeAsync(900);
    await late;
    expect(addon.performed).toEqual([["scalarAdd", "c.s", 1]]);
  });

  test("a call made after others gave up is tried again from the start", async () => {
    const telemetry = connect(1_000);
    const gaveUp = expect(telemetry.canUpload()).rejects.toThrow("within 1000 ms");
    await vi.advanceTimersByTimeAsync(1_000);
    await gaveUp;
    addon.isRunning = true;
    await telemetry.scalarAdd("c.s", 1);
    expect(addon.performed).toEqual([["scalarAdd", "c.s", 1]]);
  });

  test("no more than 10,000 calls wait", async () => {
    const telemetry = connect(1_000);
    const calls = Array.from({ length: 10_002 }, () => telemetry.canUpload());
    const settled = Promise.allSettled(calls);
    await expect(calls[10_001]).rejects.toThrow("10000 calls wait for it already");
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await settled).every(({ status }) => status === "rejected")).toBe(true);
  });

  test("calls made while the add-on restarts wait for it and keep their order", async () => {
    addon.isRunning = true;
    const telemetry = connect();
    await telemetry.scalarAdd("c.before", 1);
    addon.isRunning = false;
    const calls = ["c.a", "c.b", "c.c"].map((name) => telemetry.scalarAdd(name, 1));
    await vi.advanceTimersByTimeAsync(500);
    addon.isRunning = true;
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(calls);
    expect(addon.performed.map(([, name]) => name)).toEqual(["c.before", "c.a", "c.b", "c.c"]);
  });
});

describe("connecting", () => {
  test("in a place without browser.runtime throws nothing; calls reject", async () => {
    await expect(connectTelemetry().canUpload()).rejects.toThrow("browser.runtime is not here");
  });

  test("takes browser.runtime of the extension it runs in", async () => {
    vi.stubGlobal("browser", { runtime: addon });
    await connectTelemetry().scalarAdd("c.s", 1);
    vi.unstubAllGlobals();
    expect(addon.performed).toEqual([["scalarAdd", "c.s", 1]]);
  });
});
