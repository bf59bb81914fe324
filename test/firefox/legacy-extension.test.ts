import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMPORT, installAddOn, LEGACY_PATH } from "../support/add-on.ts";
import { useFirefox } from "../support/use-firefox.ts";
import { waitFor } from "../support/wait-for.ts";

const LEGACY_ID = "legacy-example@mozilla.org";

type Recorded = [timestamp: number, category: string, ...rest: unknown[]];

describe("the legacy example extension", () => {
  const firefox = useFirefox();
  let site: Server;
  let siteUrl: string;

  beforeAll(async () => {
    site = createServer((_, response) => response.end("<!doctype html><title>A private page</title>"));
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const address = site.address();
    siteUrl = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    await installAddOn(firefox());
    await firefox().installAddon(LEGACY_PATH);
  });
  afterAll(() => {
    site.closeAllConnections();
    site.close();
  });

  /** The events so far, each without its time and category. */
  async function recorded(): Promise<unknown[][]> {
    const { dynamic = [] } = await firefox().chrome<{ dynamic?: Recorded[] }>(
      `${IMPORT} return EventTelemetry.snapshotEvents(1);`,
    );
    return dynamic.filter(([, category]) => category === "legacy.example").map(([, , ...rest]) => rest);
  }

  function waitForEvent(event: readonly unknown[]): Promise<unknown[]> {
    const wanted = JSON.stringify(event);
    return waitFor(async () => (await recorded()).find((one) => JSON.stringify(one) === wanted), {
      what: `the event ${wanted}`,
    });
  }

  it("records that a tab was opened and closed, with how many are open", async () => {
    await firefox().chrome(({ gBrowser }) => {
      gBrowser.addTrustedTab("about:blank");
    });
    await waitForEvent(["open", "tab", null, { open_tabs: "2" }]);
    await firefox().chrome(({ gBrowser }) => {
      gBrowser.removeTab(gBrowser.tabs[1]);
    });
    await waitForEvent(["close", "tab", null, { open_tabs: "1" }]);
  });

  it("records a completed navigation by the kind of page", async () => {
    await firefox().navigate(`${siteUrl}/secret-path?token=hidden`);
    const event = await waitFor(
      async () => (await recorded()).find(([, object, value]) => object === "navigation" && value === "web"),
      { what: "a navigation to a web page" },
    );
    expect(event).toEqual(["use", "navigation", "web", { nth: expect.stringMatching(/^\d+$/) }]);
  });

  it("records a click on its own button, each with its number", async () => {
    await firefox().clickToolbarButton(LEGACY_ID);
    await waitForEvent(["use", "button", null, { nth: "1" }]);
    await firefox().clickToolbarButton(LEGACY_ID);
    await waitForEvent(["use", "button", null, { nth: "2" }]);
  });

  it("never records an address or a title", async () => {
    const all = JSON.stringify(await recorded());
    expect(all).toContain("navigation");
    expect(all).not.toMatch(/127\.0\.0\.1|secret|token|private|https?:/i);
  });
});
