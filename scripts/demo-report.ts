import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { MainPing } from "./demo-ping.ts";
import { paint } from "./terminal-steps.ts";

const run = promisify(execFile);

/** Runs the built command as a user would, and gives what it printed. */
export async function eventTelemetry(...parameters: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["dist/cli.js", ...parameters]);
  return stdout;
}

/** Prints who sent the ping, and why. */
export function printSender({ id, clientId, environment, payload }: MainPing): void {
  const facts = {
    ping: `main ${id}`,
    reason: payload.info.reason,
    client: clientId,
    Firefox: environment.build.version,
    events: String(payload.processes.dynamic.events.length),
  };
  console.log();
  for (const [name, fact] of Object.entries(facts)) {
    console.log(`  ${name.padEnd(8)} ${paint("bold", fact)}`);
  }
}

/** The events of one ping as the dataset `events` has them, as a table for the terminal. */
export function queryEvents(data: string, documentId: string): Promise<string> {
  if (!/^[0-9a-f-]{36}$/.test(documentId)) {
    throw new Error(`not a document id: ${documentId}`);
  }
  const sql = `
    SELECT event_timestamp AS ms, event_category AS category, event_method AS method, event_object AS object,
           event_string_value AS value, event_map_values AS extra, event_process AS process
      FROM events WHERE document_id = '${documentId}' ORDER BY event_timestamp`;
  return eventTelemetry("query", "--data", data, sql);
}
