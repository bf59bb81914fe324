import { createServer } from "node:http";
import { z } from "zod";
import type { RemoteFirefox } from "../test/support/remote-firefox.ts";
import { waitFor } from "../test/support/wait-for.ts";
import { EXAMPLE_ID } from "./run-browser.ts";

/** What the example extension registers its events under. */
const EXAMPLE_CATEGORY = "legacy.example";

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

/** An event as a snapshot gives it: time, category, method, object, value, extra. */
const eventTuple = z.tuple([z.number(), z.string(), z.string(), z.string()]).rest(z.unknown());
const snapshot = z.object({ dynamic: z.array(eventTuple).default([]) });
export type PendingEvent = z.infer<typeof eventTuple>;

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

/** The pending events of the example extension, as Firefox code sees them. */
async function readPending(firefox: RemoteFirefox): Promise<PendingEvent[]> {
  const events = await firefox.chrome<unknown>(
    `const { EventTelemetry } = ChromeUtils.importESModule("resource://event-telemetry/EventTelemetry.sys.mjs");
     return EventTelemetry.snapshotEvents(1);`,
  );
  return snapshot.parse(events).dynamic.filter(([, category]) => category === EXAMPLE_CATEGORY);
}

/** Takes each expected event out of `events` once and returns those that are not there. */
function missingFrom(events: readonly PendingEvent[]): string[] {
  const there = events.map(([, , method, object, value]) =>
    [method, object, value].filter(Boolean).join(" "),
  );
  return EXPECTED.filter((expected) => {
    const index = there.indexOf(expected);
    if (index >= 0) {
      there.splice(index, 1);
    }
    return index < 0;
  });
}

/** Waits until the example extension has recorded everything that `useBrowser` did. */
export async function waitForRecorded(firefox: RemoteFirefox): Promise<PendingEvent[]> {
  let events: PendingEvent[] = [];
  try {
    return await waitFor(
      async () => {
        events = await readPending(firefox);
        return missingFrom(events).length === 0 ? events : null;
      },
      { what: "the example extension to record" },
    );
  } catch (error) {
    throw new Error(`not recorded: ${missingFrom(events).join(", ")}; pending are ${events.length} events`, {
      cause: error,
    });
  }
}
