import { describe, expect, it } from "vitest";
import { FirefoxEvents, type OwnEvent } from "../../../src/gecko/inspector/firefox-events.ts";

const START = 1_700_000_000_000;
const PLAIN: OwnEvent = {
  bucket: "parent",
  timestamp: 10,
  category: "nav",
  method: "click",
  object: "link",
  value: null,
  extra: null,
};
const FULL: OwnEvent = { ...PLAIN, bucket: "content", timestamp: 20, extra: { to: "home" } };

describe("Firefox's own events", () => {
  it("are listed once, as read-only, with their process and times", () => {
    const events = new FirefoxEvents();
    expect(events.findNew([PLAIN, FULL], START)).toMatchObject([
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
    expect(events.findNew([PLAIN, FULL], START)).toEqual([]);
    expect(events.findNew([PLAIN, { ...PLAIN, timestamp: 15 }, FULL], START)).toHaveLength(1);
  });

  it("tells two equal events apart by their number", () => {
    const events = new FirefoxEvents();
    expect(events.findNew([PLAIN, PLAIN], START)).toHaveLength(2);
    expect(events.findNew([PLAIN, PLAIN, PLAIN], START)).toHaveLength(1);
  });

  it("are new again after Firefox has emptied its storage", () => {
    const events = new FirefoxEvents();
    events.findNew([PLAIN], START);
    events.findNew([], START);
    expect(events.findNew([PLAIN], START)).toHaveLength(1);
  });
});
