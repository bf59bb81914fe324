import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";

export interface Edge {
  /** For the pref `toolkit.telemetry.server`. */
  readonly url: string;
  /** Resolves when the edge has ended, with its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Lets it answer the uploads under way, then ends it. */
  close(): Promise<void>;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

/**
 * Starts `event-telemetry edge` on a free port and waits until it listens.
 * @param onPing gets the line that the edge prints for each ping
 */
export async function runEdge(landing: string, onPing: (line: string) => void): Promise<Edge> {
  const child = spawn(
    process.execPath,
    ["dist/cli.js", "edge", "--port", "0", "--landing", landing, "--print"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = endOf(child);
  const kill = () => child.kill();
  process.once("exit", kill);
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), ended]);
  const url = Array.isArray(first) ? /^listening on (\S+)$/.exec(String(first[0]))?.[1] : undefined;
  if (url === undefined) {
    kill();
    throw new Error(`the edge did not start: ${Array.isArray(first) ? first[0] : `it ended with ${first}`}`);
  }
  lines.on("line", onPing);
  return {
    url,
    ended,
    close: async () => {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}
