import { describe, expect, expectTypeOf, test } from "vitest";
import {
  type EventRecorder,
  eventData,
  recordEvent,
  recordNavigationSearchAbandon,
  recordNavigationSearchStart,
  recordPanelClick,
  recordPanelOpen,
  registerAll,
} from "./generated/telemetry.ts";

type Call = readonly unknown[];

function fakeRecorder(): EventRecorder<string> & { readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    registerEvents: (...call) => calls.push(["registerEvents", ...call]),
    recordEvent: (...call) => {
      calls.push(["recordEvent", ...call]);
      return "recorded";
    },
  };
}

describe("the generated functions", () => {
  test("pass the event on with its category, and what has one choice only is filled in", () => {
    const telemetry = fakeRecorder();
    recordNavigationSearchAbandon(telemetry);
    recordPanelClick(telemetry, { object: "stop_button", value: "left" });
    recordPanelOpen(telemetry, { method: "reopen", extra: { source: "key" } });
    expect(telemetry.calls).toEqual([
      ["recordEvent", "navigation.search", "abandon", "urlbar", null, null],
      ["recordEvent", "panel", "click", "stop_button", "left", null],
      ["recordEvent", "panel", "reopen", "toolbar", null, { source: "key" }],
    ]);
  });

  test("leave out an extra key that is undefined, since telemetry would drop the whole event", () => {
    const telemetry = fakeRecorder();
    const extra = { engine: undefined, query_length: "5" };
    recordNavigationSearchStart(telemetry, { method: "typed", object: "urlbar", extra });
    recordNavigationSearchStart(telemetry, {
      method: "typed",
      object: "urlbar",
      extra: { engine: undefined },
    });
    expect(telemetry.calls.map((call) => call[5])).toEqual([{ query_length: "5" }, null]);
  });

  test("return what the recorder returns, so that a promise can be awaited", () => {
    const telemetry = fakeRecorder();
    expect(recordNavigationSearchAbandon(telemetry)).toBe("recorded");
    expectTypeOf(recordEvent(telemetry, "panel", "click", "stop_button")).toEqualTypeOf<string>();
  });
});

describe("registerAll", () => {
  test("registers every category before its first await, so that synchronous recorders can record at once", () => {
    const telemetry = fakeRecorder();
    const registered = registerAll(telemetry, { version: "153.0" });
    expect(telemetry.calls.map((call) => call[1])).toEqual(["navigation.search", "panel"]);
    return registered;
  });

  test("rejects when a registration does", async () => {
    const telemetry = { ...fakeRecorder(), registerEvents: () => Promise.reject(new Error("refused")) };
    await expect(registerAll(telemetry, { version: "153.0" })).rejects.toThrow("refused");
  });

  test("always lists extra keys, which the extension API requires", () => {
    expect(eventData({ version: "153.0" })["navigation.search"]).toEqual({
      start: {
        methods: ["typed", "suggested"],
        objects: ["urlbar", "searchbar"],
        extra_keys: ["engine", "query_length"],
        record_on_release: true,
        expired: false,
      },
      abandon: {
        methods: ["abandon"],
        objects: ["urlbar"],
        extra_keys: [],
        record_on_release: false,
        expired: false,
      },
    });
  });

  test.each([
    ["159.0.2", false],
    ["160.0a1", true],
    ["160.0", true],
    ["161.7.0esr", true],
  ])("resolves an expiry of 160 against the running version: in %s it is %s", (version, expired) => {
    expect(eventData({ version })["navigation.search"]?.abandon?.expired).toBe(expired);
  });

  test("never lets `never` expire", () => {
    expect(eventData({ version: "999.0" })["navigation.search"]?.start?.expired).toBe(false);
  });

  test("says what a version should look like when it gets none", () => {
    expect(() => eventData({ version: "nightly" })).toThrow(/as in "153.0", got "nightly"/);
  });
});

// Compiled by `npm run check`, never run: each line below must fail to compile exactly where it is marked.
export function wrongCalls(telemetry: EventRecorder): void {
  recordEvent(telemetry, "panel", "open", "keyboard", null, { source: "key" });
  recordEvent(telemetry, "navigation.search", "typed", "searchbar", "x", { engine: "a", query_length: "1" });

  // @ts-expect-error: no such category
  recordEvent(telemetry, "pannel", "click", "stop_button");
  // @ts-expect-error: no such method
  recordEvent(telemetry, "panel", "clik", "stop_button");
  // @ts-expect-error: a method of another category
  recordEvent(telemetry, "panel", "typed", "stop_button");
  // @ts-expect-error: no such object
  recordEvent(telemetry, "panel", "click", "pause_button");
  // @ts-expect-error: an object of another event of this category
  recordEvent(telemetry, "panel", "reopen", "keyboard");
  // @ts-expect-error: a value is a string
  recordEvent(telemetry, "panel", "click", "stop_button", 5);
  // @ts-expect-error: this event takes no extra
  recordEvent(telemetry, "panel", "click", "stop_button", null, { source: "key" });
  // @ts-expect-error: no such extra key
  recordEvent(telemetry, "panel", "open", "toolbar", null, { sauce: "key" });
  // @ts-expect-error: an extra value is a string
  recordEvent(telemetry, "panel", "open", "toolbar", null, { source: 1 });

  // @ts-expect-error: no such object
  recordPanelClick(telemetry, { object: "pause_button" });
  // @ts-expect-error: the object is missing
  recordPanelClick(telemetry, {});
  // @ts-expect-error: the details are missing
  recordPanelClick(telemetry);
  // @ts-expect-error: no such method
  recordPanelOpen(telemetry, { method: "close" });
  // @ts-expect-error: no such extra key
  recordPanelOpen(telemetry, { method: "open", extra: { sauce: "key" } });
  // @ts-expect-error: this event takes no extra
  recordPanelClick(telemetry, { object: "stop_button", extra: { source: "key" } });
  // @ts-expect-error: this event has one object only
  recordPanelOpen(telemetry, { method: "open", object: "toolbar" });
}
