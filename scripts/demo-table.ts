import Table from "cli-table3";
import type { MainPing } from "./demo-ping.ts";
import { paint } from "./terminal-steps.ts";

type Cell = MainPing["payload"]["processes"]["dynamic"]["events"][number][number];

function show(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) {
    return "";
  }
  return typeof cell === "object"
    ? Object.entries(cell)
        .map(([key, value]) => `${key}=${value}`)
        .join(" ")
    : String(cell);
}

/** Prints who sent the ping, why, and its events, one a row. */
export function printEvents({ id, clientId, environment, payload }: MainPing): void {
  const { events } = payload.processes.dynamic;
  const facts = {
    ping: `main ${id}`,
    reason: payload.info.reason,
    client: clientId,
    Firefox: environment.build.version,
    events: String(events.length),
  };
  console.log();
  for (const [name, fact] of Object.entries(facts)) {
    console.log(`  ${name.padEnd(8)} ${paint("bold", fact)}`);
  }
  const table = new Table({
    head: ["ms", "category", "method", "object", "value", "extra"],
    colAligns: ["right"],
    style: { head: [], border: [], compact: true },
  });
  for (const [timestamp, category, method, object, value, extra] of events) {
    table.push([timestamp, category, method, object, show(value), show(extra)].map(String));
  }
  console.log(table.toString());
}
