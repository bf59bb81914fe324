import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { waitFor } from "../test/support/wait-for.ts";

export interface Edge {
  /** For the pref `toolkit.telemetry.server`. */
  readonly url: string;
  /** Resolves when the edge has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

/** A port of this machine that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") {
    throw new Error("the system gave no port");
  }
  return address.port;
}

function answersOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

/**
 * Starts `event-telemetry edge` on a free port and waits until it answers. What it prints (a line a ping) goes to the
 * terminal, or nowhere when `silent`; its errors are always shown.
 */
export async function runEdge(landing: string, { silent = false } = {}): Promise<Edge> {
  const port = await findFreePort();
  const child = spawn(
    process.execPath,
    ["dist/cli.js", "edge", "--port", String(port), "--landing", landing],
    { stdio: ["ignore", silent ? "ignore" : "inherit", "inherit"] },
  );
  const ended = endOf(child);
  const kill = () => child.kill();
  process.once("exit", kill);
  await waitFor(
    async () => {
      const isUp = await answersOn(port);
      return isUp || child.exitCode !== null;
    },
    { what: `the edge to answer on port ${port}` },
  );
  if (child.exitCode !== null) {
    throw new Error(`the edge ended at once with ${child.exitCode}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    ended,
    close: async () => {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}
