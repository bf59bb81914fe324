import { parseArgs } from "node:util";
import { handOver, runMain, SetupError } from "./run-command.mjs";
import { setUp } from "./setup.mjs";

const USAGE = `Usage: npm start [-- --demo]

Installs what is missing (npm packages, Firefox), builds, and starts an edge on this machine and a Firefox with a fresh
profile whose telemetry goes to that edge, with Event Telemetry, an example extension that records events, and the debug
panel open in a tab.

  --demo    hands-free: the example extension records on real tabs, Firefox sends a main ping, and the events that
            arrived at the edge are shown. This is the default where there is no display.
  --help    this text

FIREFOX names the Firefox to use, if not the first found on the PATH or in the usual places.`;

function readOptions() {
  try {
    return parseArgs({
      options: { demo: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    }).values;
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), USAGE);
  }
}

function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

await runMain(() => {
  const { demo, help } = readOptions();
  if (help) {
    console.log(USAGE);
    return;
  }
  setUp();
  const handsFree = demo || !hasDisplay();
  handOver(handsFree ? "Starting the demo" : "Starting Firefox", process.execPath, [
    "--import",
    "tsx",
    handsFree ? "scripts/demo.ts" : "scripts/start-session.ts",
  ]);
});
