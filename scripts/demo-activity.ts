import { createServer } from "node:http";
import { z } from "zod";
import type { Page } from "../test/support/page.ts";
import type { RemoteFirefox } from "../test/support/remote-firefox.ts";
import { waitFor } from "../test/support/wait-for.ts";
import { EXAMPLE_ID } from "./run-browser.ts";

/** What the example extension must have recorded after `useBrowser`, beside what the start of Firefox brought. */
export const EXPECTED = [
  "open tab",
  "open tab",
  "use navigation web",
  "use navigation web",
  "use button",
  "close tab",
  "close tab",
] as const;

const pendingRows = z.array(
  z.looseObject({
    category: z.string(),
    method: z.string(),
    object: z.string(),
    value: z.string().nullable(),
    source: z.string(),
  }),
);
export type PendingRow = z.infer<typeof pendingRows>[number];

interface Site {
  readonly url: string;
  close(): void;
}

/** Two web pages on this machine. */
async function serveSite(): Promise<Site> {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="en"><title>Page ${request.url}</title><h1>A page of the demo</h1>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the demo's web pages have no port");
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Opens two tabs with web pages in them, clicks the example's toolbar button, and closes the tabs again. */
export async function useBrowser(firefox: RemoteFirefox): Promise<void> {
  const site = await serveSite();
  try {
    for (const path of ["/first", "/second"]) {
      await firefox.chrome<null>(
        `const tab = gBrowser.addTrustedTab(args[0]);
         while (tab.linkedBrowser.currentURI.spec !== args[0] || tab.hasAttribute("busy")) {
           await new Promise((resolve) => window.setTimeout(resolve, 20));
         }
         return null;`,
        site.url + path,
      );
    }
    await firefox.clickToolbarButton(EXAMPLE_ID);
    await firefox.chrome(({ gBrowser }) => {
      for (const tab of [...gBrowser.tabs].filter((one) => one !== gBrowser.selectedTab)) {
        gBrowser.removeTab(tab);
      }
    });
  } finally {
    site.close();
  }
}

/** The pending events of the example extension, as the panel's own API gives them. */
export async function readPending(panel: Page): Promise<PendingRow[]> {
  const rows = await panel.run<unknown>(
    `const { entries } = await scope.browser.telemetryInspector.page(Number.MAX_SAFE_INTEGER, 1000);
     return entries.filter(({ state }) => state === "pending");`,
  );
  return pendingRows.parse(rows).filter(({ source }) => source === EXAMPLE_ID);
}

/** Takes each expected event out of `rows` once and returns those that are not there. */
function missingFrom(rows: readonly PendingRow[]): string[] {
  const there = rows.map(({ method, object, value }) => [method, object, value].filter(Boolean).join(" "));
  return EXPECTED.filter((expected) => {
    const index = there.indexOf(expected);
    if (index >= 0) {
      there.splice(index, 1);
    }
    return index < 0;
  });
}

/** Waits until the example extension has recorded everything that `useBrowser` did. */
export async function waitForRecorded(panel: Page): Promise<PendingRow[]> {
  let rows: PendingRow[] = [];
  try {
    return await waitFor(
      async () => {
        rows = await readPending(panel);
        return missingFrom(rows).length === 0 ? rows : null;
      },
      { what: "the example extension to record" },
    );
  } catch (error) {
    throw new Error(`not recorded: ${missingFrom(rows).join(", ")}; pending are ${rows.length} events`, {
      cause: error,
    });
  }
}
