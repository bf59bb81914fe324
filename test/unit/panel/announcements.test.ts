import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announce, said } from "../../../src/extension/panel/controls/announcements.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it("an answer to what a person did is said although news come before it is out, and the news after it", () => {
  announce("Copied one event", { soon: true });
  announce("3 events");
  vi.advanceTimersByTime(300);
  expect(said.value).toBe("Copied one event");
  vi.advanceTimersByTime(4_000);
  expect(said.value).toBe("3 events");
});

it("of news that wait only the newest are said, at most every four seconds", () => {
  announce("first", { soon: true });
  vi.advanceTimersByTime(300);
  announce("4 events");
  announce("5 events");
  vi.advanceTimersByTime(3_900);
  expect(said.value).toBe("first");
  vi.advanceTimersByTime(100);
  expect(said.value).toBe("5 events");
});
