import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { installAddOn } from "../support/add-on.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

/** Category, method, object and extra of every pending event of a category, and nothing of its time. */
type Shown = readonly [method: string, object: string, extra: unknown];

describe("the examples in a real Firefox", () => {
  const firefox = useFirefox();
  const pendingOf = (category: string) =>
    firefox().chrome<Shown[]>(
      `const { EventTelemetry } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
       const { dynamic = [] } = EventTelemetry.snapshotEvents(1);
       return dynamic.filter((event) => event[1] === args[0])
         .map(([, , method, object, , extra]) => [method, object, extra ?? null]);`,
      category,
    );
  const waitForEvent = (category: string, method: string) =>
    waitFor(async () => (await pendingOf(category)).find((event) => event[0] === method), {
      what: `the event ${method} of ${category}`,
    });

  beforeAll(() => installAddOn(firefox()));

  it("typed-definitions records what it generated from its Events.yaml", async () => {
    await firefox().installAddon(resolve("dist/examples/typed-definitions"));
    await firefox().clickToolbarButton("typed-example@mozilla.org");
    expect(await waitForEvent("typed.example", "click")).toEqual(["click", "button", null]);
    await firefox().chrome(({ gBrowser }) => {
      gBrowser.addTrustedTab("about:blank");
    });
    const [, object, extra] = await waitForEvent("typed.example", "open");
    expect(object).toBe("tab");
    expect(extra).toEqual({ open_tabs: expect.stringMatching(/^\d+$/) });
  });

  it("firefox-code records each window that opens, with all rights of Firefox's own code", async () => {
    const script = await readFile("examples/firefox-code/record-windows.cfg", "utf8");
    await firefox().chrome<null>(`${script}\nreturn null;`);
    await firefox().chrome<null>("window.OpenBrowserWindow(); return null;");
    expect(await waitForEvent("firefox.example", "open")).toEqual(["open", "window", { tabs: "1" }]);
  });
});
