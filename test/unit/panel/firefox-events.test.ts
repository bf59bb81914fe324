import { describe, expect, it } from "vitest";
import { FirefoxEvents } from "../../../src/gecko/inspector/firefox-events.ts";

const START = 1_700_000_000_000;
const PLAIN = [10, "nav", "click", "link"] as const;
const FULL = [20, "nav", "click", "link", null, { to: "home" }] as const;

describe("Firefox's own events", () => {
  it("are listed once, as read-only, with their process and times", () => {
    const events = new FirefoxEvents();
    expect(events.findNew({ parent: [PLAIN], content: [FULL] }, START)).toMatchObject([
      {
        state: "firefox",
        source: "firefox",
        process: "parent",
        timestamp: 10,
        wallTime: START + 10,
        extra: null,
      },
      { process: "content", value: null, extra: { to: "home" } },
    ]);
    expect(events.findNew({ parent: [PLAIN], content: [FULL] }, START)).toEqual([]);
    expect(events.findNew({ parent: [PLAIN, FULL], content: [FULL] }, START)).toHaveLength(1);
  });

  it("tells two equal events apart by their number", () => {
    const events = new FirefoxEvents();
    expect(events.findNew({ parent: [PLAIN, PLAIN] }, START)).toHaveLength(2);
    expect(events.findNew({ parent: [PLAIN, PLAIN, PLAIN] }, START)).toHaveLength(1);
  });

  it("are new again after Firefox has emptied its storage", () => {
    const events = new FirefoxEvents();
    events.findNew({ parent: [PLAIN] }, START);
    events.findNew({}, START);
    expect(events.findNew({ parent: [PLAIN] }, START)).toHaveLength(1);
  });
});
