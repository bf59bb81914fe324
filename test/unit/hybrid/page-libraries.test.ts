import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createContext, runInContext, runInNewContext } from "node:vm";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ContentTelemetry, createContentTelemetry } from "../../../src/extension/hybrid/page-library.ts";
import { FakeBackground, FakePage, type FakePageOptions } from "./fake-page.ts";

const PUBLISHED = readFileSync(
  createRequire(import.meta.url).resolve("mozilla-hybrid-content-telemetry"),
  "utf8",
);

/** Runs npm's mozilla-hybrid-content-telemetry as the page's own script. */
function runPublished(page: FakePage): ContentTelemetry {
  const scope = { document: page.document, CustomEvent, setTimeout };
  return runInNewContext(`${PUBLISHED}; Mozilla.ContentTelemetry`, scope) as ContentTelemetry;
}

const libraries: [name: string, load: (page: FakePage) => ContentTelemetry][] = [
  ["npm's mozilla-hybrid-content-telemetry 1.2.1, unchanged,", runPublished],
  ["our page library", (page) => createContentTelemetry(page.document)],
];

describe.each(libraries)("with %s", (_, load) => {
  let background = new FakeBackground();
  beforeEach(() => {
    background = new FakeBackground();
    vi.useFakeTimers({ toFake: ["setTimeout"] });
  });
  afterEach(() => vi.useRealTimers());

  const open = async (options: FakePageOptions = {}) => {
    const page = new FakePage(background, options);
    const telemetry = load(page);
    telemetry.initPromise().catch(() => {});
    await page.settle();
    return { page, telemetry };
  };

  test("a trusted page may upload once init resolves, and follows the switch without a reload", async () => {
    const { page, telemetry } = await open();
    await telemetry.initPromise();
    expect(telemetry.canUpload()).toBe(true);
    background.canUpload = false;
    page.changePolicy();
    await page.settle();
    expect(telemetry.canUpload()).toBe(false);
  });

  test("a trusted page registers and records, with and without value and extra", async () => {
    const { page, telemetry } = await open();
    telemetry.registerEvents("page.test", { click: { methods: ["click"], objects: ["button"] } });
    telemetry.recordEvent("page.test", "click", "button");
    telemetry.recordEvent("page.test", "click", "button", "a value");
    telemetry.recordEvent("page.test", "click", "button", null, { key: "x" });
    telemetry.recordEvent("page.test", "click", "button", "", {});
    await page.settle();
    expect(background.registered).toEqual([
      [
        "https://trusted.example",
        { category: "page.test", eventData: { click: { methods: ["click"], objects: ["button"] } } },
      ],
    ]);
    expect(background.recorded.map((event) => (event as unknown[]).slice(4))).toEqual([
      [null, null],
      ["a value", null],
      [null, { key: "x" }],
      ["", {}],
    ]);
  });

  test("init resolves where uploads are off, and canUpload is false", async () => {
    background.canUpload = false;
    const { telemetry } = await open();
    await telemetry.initPromise();
    expect(telemetry.canUpload()).toBe(false);
  });

  test.each<[where: string, options: FakePageOptions]>([
    ["of an untrusted origin", { url: "https://other.example/" }],
    ["on http", { url: "http://trusted.example/" }],
    ["in an iframe of a trusted page", { frameId: 4 }],
  ])("init of a page %s rejects at once, and it may not upload", async (_where, options) => {
    const { telemetry } = await open(options);
    await expect(telemetry.initPromise()).rejects.toThrow(/trusted/);
    expect(telemetry.canUpload()).toBe(false);
  });

  test("init rejects while the pref is off, and does not come back when it is on", async () => {
    background.isEnabled = false;
    const { page, telemetry } = await open();
    background.isEnabled = true;
    page.fire({ name: "init", data: {} });
    await page.settle();
    await expect(telemetry.initPromise()).rejects.toThrow(/trusted/);
    expect(telemetry.canUpload()).toBe(true);
  });

  test("an untrusted page rejects while a trusted one in another tab resolves", async () => {
    const [untrusted, trusted] = await Promise.all([open({ url: "https://other.example/" }), open()]);
    await expect(untrusted.telemetry.initPromise()).rejects.toThrow(/trusted/);
    await expect(trusted.telemetry.initPromise()).resolves.toBeUndefined();
  });

  test("the init promise is always the same one", async () => {
    const { telemetry } = await open();
    expect(telemetry.initPromise()).toBe(telemetry.initPromise());
  });

  test("a policy event without a boolean changes nothing", async () => {
    const { page, telemetry } = await open();
    for (const detail of [{}, { canUpload: "false" }, { canUpload: null }]) {
      page.document.dispatchEvent(new CustomEvent("mozTelemetryPolicyChange", { detail }));
    }
    expect(telemetry.canUpload()).toBe(true);
  });
});

describe("our page library", () => {
  test("rejects with an Error after 3 seconds in a browser that never answers", async () => {
    vi.useFakeTimers();
    const outcome = expect(createContentTelemetry(new EventTarget()).initPromise()).rejects.toThrow(
      new Error("The browser did not answer within 3000 ms"),
    );
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
    vi.useRealTimers();
  });

  test("as a script sets Mozilla.ContentTelemetry, and run again replaces its methods and says init again", () => {
    const entry = new URL("../../../src/extension/hybrid/content-telemetry.ts", import.meta.url).pathname;
    const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, format: "iife", write: false });
    const script = outputFiles[0]?.text ?? "";
    const inits: unknown[] = [];
    const document = new EventTarget();
    document.addEventListener("mozTelemetry", (event) => inits.push((event as CustomEvent).detail));
    const UITour = {};
    const Mozilla: { UITour: object; ContentTelemetry?: ContentTelemetry } = { UITour };
    const page = createContext({ document, CustomEvent, setTimeout: () => 0, Mozilla });
    runInContext(script, page);
    const held = Mozilla.ContentTelemetry;
    const firstRecord = held?.recordEvent;
    runInContext(script, page);
    expect(Mozilla.UITour).toBe(UITour);
    expect(Mozilla.ContentTelemetry).toBe(held);
    expect(held?.recordEvent).not.toBe(firstRecord);
    expect(inits).toEqual([
      { name: "init", data: {} },
      { name: "init", data: {} },
    ]);
  });
});
