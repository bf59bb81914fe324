import { describe, expect, test } from "vitest";
import { FakeBackground, FakePage, type FakePageOptions, init, record } from "./fake-page.ts";

const UNTRUSTED = ["mozTelemetryUntrustedOrigin", {}];
const policy = (canUpload: boolean) => ["mozTelemetryPolicyChange", { canUpload }];

async function open(options: FakePageOptions = {}, change: (background: FakeBackground) => void = () => {}) {
  const background = new FakeBackground();
  change(background);
  const page = new FakePage(background, options);
  page.fire(init);
  await page.settle();
  return { background, page };
}

describe("a trusted page", () => {
  test("learns the upload policy when it says init", async () => {
    const { page } = await open();
    expect(page.answers).toEqual([policy(true)]);
  });

  test("learns of uploads being off as a policy, not as a refusal", async () => {
    const { page } = await open({}, (background) => {
      background.canUpload = false;
    });
    expect(page.answers).toEqual([policy(false)]);
  });

  test("hears of each policy change without a reload", async () => {
    const { background, page } = await open();
    background.canUpload = false;
    page.changePolicy();
    await page.settle();
    expect(page.answers).toEqual([policy(true), policy(false)]);
  });

  test("hears of no policy change before its first message, nor after it lost its trust", async () => {
    const background = new FakeBackground();
    const page = new FakePage(background);
    page.changePolicy();
    await page.settle();
    expect(page.answers).toEqual([]);
    page.fire(init);
    await page.settle();
    background.trusted.clear();
    page.changePolicy();
    await page.settle();
    expect(page.answers).toEqual([policy(true)]);
  });

  test("registers and records, with its origin as the source and in the order of its calls", async () => {
    const { background, page } = await open();
    const entry = {
      methods: ["click"],
      objects: ["button"],
      extra_keys: ["k"],
      record_on_release: true,
      expired: false,
    };
    page.fire({ name: "registerEvents", data: { category: "page.test", eventData: { click: entry } } });
    page.fire(record({ k: "v" }));
    page.fire(record());
    await page.settle();
    expect(background.registered).toEqual([
      ["https://trusted.example", { category: "page.test", eventData: { click: entry } }],
    ]);
    expect(background.recorded).toEqual([
      ["https://trusted.example", "page.test", "click", "button", null, { k: "v" }],
      ["https://trusted.example", "page.test", "click", "button", null, null],
    ]);
    expect(page.answers).toEqual([policy(true)]);
  });

  test("keeps an empty value apart from none", async () => {
    const { background, page } = await open();
    page.fire({ name: "recordEvent", data: { category: "c", method: "m", object: "o", value: "" } });
    await page.settle();
    expect(background.recorded).toEqual([["https://trusted.example", "c", "m", "o", "", null]]);
  });

  test("may be an about page", async () => {
    const { background, page } = await open({ url: "about:welcome?x=1" }, ({ trusted }) =>
      trusted.add("about:welcome"),
    );
    page.fire(record());
    await page.settle();
    expect(page.answers).toEqual([policy(true)]);
    expect(background.recorded).toEqual([["about:welcome", "page.test", "click", "button", null, null]]);
  });

  test("learns nothing of a refused registration", async () => {
    const { background, page } = await open({}, (background) => {
      background.registered.push = () => {
        throw new Error("Category parameter should match the identifier pattern.");
      };
    });
    page.fire({ name: "registerEvents", data: { category: "_", eventData: {} } });
    await page.settle();
    expect(page.answers).toEqual([policy(true)]);
    expect(background.refusals).toMatchObject([
      { code: "failed", message: "Category parameter should match the identifier pattern." },
    ]);
  });
});

describe("a page is told that it is untrusted, and nothing of it is recorded,", () => {
  test.each<
    [rule: string, code: string, options: FakePageOptions, change?: (background: FakeBackground) => void]
  >([
    [
      "from http, even with the permission",
      "scheme",
      { url: "http://trusted.example/" },
      ({ trusted }) => trusted.add("http://trusted.example"),
    ],
    ["from a file", "scheme", { url: "file:///page.html" }],
    ["from https without the permission", "untrusted", { url: "https://other.example/" }],
    ["from another port of a trusted host", "untrusted", { url: "https://trusted.example:8443/" }],
    ["from an about page without the permission", "untrusted", { url: "about:blank" }],
    ["from an iframe of a trusted page", "not-top-level", { frameId: 7 }],
    ["from a sandboxed document", "opaque-origin", { origin: "null" }],
    [
      "while the pref is off",
      "disabled",
      {},
      (background) => {
        background.isEnabled = false;
      },
    ],
  ])("%s", async (_, code, options, change) => {
    const { background, page } = await open(options, change);
    page.fire(record());
    page.fire({ name: "recordEvent" });
    await page.settle();
    expect(page.answers).toEqual([UNTRUSTED, UNTRUSTED, UNTRUSTED]);
    expect(background.recorded).toEqual([]);
    expect(background.codes).toEqual([code, code, code]);
    expect(background.refusals[0]?.origin).toMatch(/^(https?|about|file):/);
  });
});

describe("in a private window", () => {
  test("a trusted page is let through but told that uploads are off, and nothing of it is recorded", async () => {
    const { background, page } = await open({ incognito: true });
    page.fire({ name: "registerEvents", data: { category: "c", eventData: {} } });
    page.fire(record());
    page.changePolicy();
    await page.settle();
    expect(page.answers).toEqual([policy(false), policy(false)]);
    expect([background.registered, background.recorded]).toEqual([[], []]);
    expect(background.codes).toEqual(["private-window", "private-window"]);
  });
});

describe("a malformed message of a trusted page", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } };

  test.each<[what: string, detail: unknown]>([
    ["no detail", null],
    ["a text", "init"],
    ["no name", { data: {} }],
    ["a name that is no text", { name: 1, data: {} }],
    ["no data", { name: "init" }],
    ["data that is a text", { name: "init", data: "{}" }],
    ["an unknown name", { name: "snapshotEvents", data: {} }],
    [
      "a name of the background's own",
      { name: "refused", data: { code: "untrusted", reason: "x", count: 1 } },
    ],
    ["a name of the prototype", { name: "constructor", data: {} }],
    ["a missing method", { name: "recordEvent", data: { category: "c", object: "o" } }],
    ["a value that is a number", { name: "recordEvent", data: { ...record().data, value: 1 } }],
    ["an extra that is a text", { name: "recordEvent", data: { ...record().data, extra: "x" } }],
    [
      "an extra value that is an object",
      { name: "recordEvent", data: { ...record().data, extra: { k: {} } } },
    ],
    ["a function", { name: "recordEvent", data: { ...record().data, extra: { k: () => {} } } }],
    [
      "event data that is a list of texts",
      { name: "registerEvents", data: { category: "c", eventData: ["x"] } },
    ],
    [
      "methods that are a text",
      { name: "registerEvents", data: { category: "c", eventData: { e: { methods: "m", objects: [] } } } },
    ],
    [
      "a key __proto__",
      { name: "recordEvent", data: { ...record().data, extra: JSON.parse('{"__proto__":"x"}') } },
    ],
    ["itself within it", { name: "recordEvent", data: cyclic }],
    ["deep nesting", { name: "recordEvent", data: deep }],
    [
      "a million values",
      { name: "recordEvent", data: { ...record().data, extra: new Array(1_000_000).fill("x") } },
    ],
    [
      "a list without an end",
      { name: "recordEvent", data: { ...record().data, extra: Object.assign([], { length: 2 ** 32 - 1 }) } },
    ],
    [
      "a getter",
      {
        get name() {
          return expect.unreachable("the page's getter ran");
        },
        data: {},
      },
    ],
    [
      "a getter within",
      {
        name: "recordEvent",
        data: {
          get category() {
            return expect.unreachable("the page's getter ran");
          },
        },
      },
    ],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          getOwnPropertyDescriptor: () => {
            throw new Error("caught you");
          },
        },
      ),
    ],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ])("with %s is dropped with a reason, and the page learns nothing", async (_, detail) => {
    const { background, page } = await open();
    page.fire(detail);
    page.fire(record());
    await page.settle();
    expect(page.answers).toEqual([policy(true)]);
    expect(background.codes).toEqual(["malformed"]);
    expect(background.recorded).toHaveLength(1);
  });

  test("with data null is taken as Firefox took it", async () => {
    const { page } = await open();
    page.fire({ name: "init", data: null });
    await page.settle();
    expect(page.answers).toEqual([policy(true), policy(true)]);
  });
});

describe("what a page sends", () => {
  test("is cut to a size that changes nothing before it leaves the page's process", async () => {
    const { background, page } = await open();
    const megabyte = "x".repeat(1_000_000);
    page.fire({ name: "recordEvent", data: { ...record().data, value: megabyte, extra: { k: megabyte } } });
    page.fire({ name: "recordEvent", data: { ...record().data, extra: { [megabyte]: "v" } } });
    page.fire({ name: megabyte, data: {} });
    await page.settle();
    expect(JSON.stringify(page.sent).length).toBeLessThan(2_500);
    expect(background.recorded).toEqual([
      ["https://trusted.example", "page.test", "click", "button", "x".repeat(256), { k: "x".repeat(256) }],
    ]);
    expect(background.codes).toEqual(["malformed", "malformed"]);
  });

  test("is limited to bursts of 200 and 20 a second; a flood is told once a second, with its count", async () => {
    const { background, page } = await open();
    for (let count = 0; count < 100_000; count += 1) page.fire(record());
    expect(page.timers).toHaveLength(1);
    page.timers.pop()?.();
    await page.settle();
    expect(background.recorded).toHaveLength(199);
    expect(background.refusals).toEqual([
      {
        code: "rate-limited",
        message: "over 20 messages a second",
        origin: "https://trusted.example",
        count: 99_801,
      },
    ]);
    page.time = 1_000;
    background.time = 1_000;
    for (let count = 0; count < 100; count += 1) page.fire(record());
    await page.settle();
    expect(background.recorded).toHaveLength(219);
  });

  test("of an untrusted page is limited too, and each event is still answered where the page itself shows why", async () => {
    const { page } = await open({ url: "http://trusted.example/" });
    for (let count = 0; count < 1_000; count += 1) page.fire(record());
    await page.settle();
    expect(page.sent.length).toBeLessThanOrEqual(200);
    expect(page.answers).toHaveLength(1_001);
  });

  test.each<[how: string, handle: () => Promise<never>]>([
    ["is gone", () => Promise.reject(new Error("Extension context invalidated."))],
    [
      "is gone and its functions throw",
      () => {
        throw new Error("can't access dead object");
      },
    ],
    ["does not answer", () => Promise.resolve(undefined as never)],
  ])("is dropped, without a word to the page, once the add-on %s", async (_, handle) => {
    const { background, page } = await open();
    background.service.handle = handle;
    page.fire(record());
    page.fire(init);
    await page.settle().catch(() => {});
    expect(page.answers).toEqual([policy(true)]);
  });
});
