import { describe, expect, test, vi } from "vitest";
import { announcePolicyChange } from "../../../src/extension/background/announce-policy.ts";
import type { PageSender } from "../../../src/extension/background/hybrid-service.ts";
import { FakeBackground, OWN_ID } from "./fake-page.ts";

const PAGE: PageSender = {
  id: OWN_ID,
  url: "https://trusted.example/page?q#f",
  frameId: 0,
  tab: { incognito: false },
};
const message = (call: string, data: object = {}) => ({ eventTelemetry: "hybrid", call, data });
const RECORD = message("recordEvent", { category: "c", method: "m", object: "o", value: null, extra: null });

describe("the background believes Firefox about the sender, not the message:", () => {
  test.each<[code: string, sender: PageSender]>([
    ["sender", { ...PAGE, id: "other@example.org" }],
    ["sender", { id: PAGE.id, url: PAGE.url, frameId: 0 }],
    ["not-top-level", { ...PAGE, frameId: 3 }],
    ["not-top-level", { id: PAGE.id, url: PAGE.url, tab: { incognito: false } }],
    ["scheme", { ...PAGE, url: "http://trusted.example/" }],
    ["scheme", { ...PAGE, url: "moz-extension://trusted.example/" }],
    ["scheme", { ...PAGE, url: "not a url" }],
    ["scheme", { id: PAGE.id, frameId: 0, tab: { incognito: false } }],
    ["untrusted", { ...PAGE, url: "https://trusted.example.evil.example/" }],
    ["untrusted", { ...PAGE, url: "https://trusted.example@evil.example/" }],
  ])("%s: %j", async (code, sender) => {
    const background = new FakeBackground();
    expect(await background.service.handle(RECORD, sender)).toEqual({ ok: false, untrusted: true });
    expect(background.codes).toEqual([code]);
    expect(background.recorded).toEqual([]);
  });
});

describe("a message that is not of the protocol", () => {
  test.each([
    ["nothing", null],
    ["another kind", { ...RECORD, eventTelemetry: 1 }],
    ["an unknown call", message("clearEvents")],
    ["a property too many", { ...RECORD, origin: "https://other.example" }],
    [
      "a text that is too long",
      message("recordEvent", { category: "c".repeat(257), method: "m", object: "o" }),
    ],
  ])("(%s) is refused and not answered to the page", async (_, malformed) => {
    const background = new FakeBackground();
    expect(await background.service.handle(malformed, PAGE)).toEqual({ ok: false, untrusted: false });
    expect(background.refusals).toMatchObject([{ code: "malformed", origin: "https://trusted.example" }]);
  });
});

describe("the rate limit", () => {
  test("is of the origin, in however many tabs, and leaves other origins alone", async () => {
    const background = new FakeBackground();
    background.trusted.add("https://second.example");
    const replies = await Promise.all(
      Array.from({ length: 450 }, (_, index) =>
        background.service.handle(RECORD, { ...PAGE, url: `https://trusted.example/${index}` }),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(400);
    expect(background.codes).toEqual(new Array(50).fill("rate-limited"));
    const other = await background.service.handle(RECORD, { ...PAGE, url: "https://second.example/" });
    expect(other.ok).toBe(true);
  });

  test("is looked at before anything is asked of Firefox's parent process", async () => {
    const background = new FakeBackground();
    const asked = vi.spyOn(background.trusted, "has");
    await Promise.all(Array.from({ length: 1_000 }, () => background.service.handle(RECORD, PAGE)));
    expect(asked).toHaveBeenCalledTimes(400);
  });

  test("forgets origins that have been quiet, however many a page makes up", async () => {
    const background = new FakeBackground();
    for (let index = 0; index < 2_000; index += 1) {
      background.time = index * 1_000;
      await background.service.handle(RECORD, { ...PAGE, url: `https://h${index}.example/` });
    }
    expect((background.service as unknown as { buckets: Map<string, unknown> }).buckets.size).toBeLessThan(
      510,
    );
  });
});

describe("a change of the upload policy", () => {
  test("is told to the top frame of every tab, and tabs that do not listen do not matter", async () => {
    const told: unknown[] = [];
    await announcePolicyChange({
      query: async () => [{ id: 1 }, {}, { id: 2 }],
      sendMessage: async (...call) => {
        told.push(call);
        if (call[0] === 1) throw new Error("Could not establish connection. Receiving end does not exist.");
      },
    });
    const said = { eventTelemetry: "hybrid", call: "policy-changed" };
    expect(told).toEqual([
      [1, said, { frameId: 0 }],
      [2, said, { frameId: 0 }],
    ]);
  });
});
