/** `npm start` with a display: an edge and a Firefox to click around in, until Firefox is closed or Ctrl-C is pressed. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PANEL_URL, runBrowser } from "./run-browser.ts";
import { runEdge } from "./run-edge.ts";

const landing = await mkdtemp(join(tmpdir(), "event-telemetry-landing-"));
const edge = await runEdge(landing, (line) => console.log(line));
const browser = await runBrowser({ telemetryServer: edge.url, reload: true }).catch((error: unknown) => {
  console.error(error);
  // A Firefox that web-ext started but could not set up would keep us alive; web-ext ends it when we exit.
  process.exit(1);
});
console.log(`
Firefox runs with a fresh profile, Event Telemetry, and the example extension (the orange button).
  Panel    ${PANEL_URL}
  Edge     ${edge.url}, one line a ping below
  Landing  ${landing}
Open and close tabs, visit pages, and watch the events come. Close Firefox or press Ctrl-C to end.
`);
const interrupted = new Promise<void>((resolve) => process.once("SIGINT", () => resolve()));
const edgeFailed = edge.ended.then((code) => {
  // Ctrl-C reaches the edge too, which then ends well or by the signal.
  if (code) {
    throw new Error(`the edge ended with ${code}`);
  }
});
try {
  await Promise.race([browser.closed, interrupted, edgeFailed]);
} finally {
  await browser.close();
  await edge.close();
}
