import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { readPeakMemory } from "./edge-process.ts";

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** Most memory it had, in bytes, as far as it was looked at. */
  readonly peakMemory: number;
}

export interface RunningCommand {
  readonly process: ChildProcess;
  readonly result: Promise<CommandResult>;
}

const LOOK_EVERY = 20;

/** Starts `event-telemetry` from source in a process of its own. */
export function startCommand(...args: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", ...args]);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let output = "";
  let errors = "";
  let peakMemory = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const look = setInterval(() => {
    if (child.pid === undefined) return;
    readPeakMemory(child.pid).then(
      (bytes) => {
        peakMemory = Math.max(peakMemory, bytes);
      },
      // It has just ended.
      () => clearInterval(look),
    );
  }, LOOK_EVERY);
  const result = new Promise<CommandResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(look);
      resolve({ code, output, errors, peakMemory });
    });
  });
  return { process: child, result };
}

/** Runs `event-telemetry` from source to its end. */
export function runCommand(...args: readonly string[]): Promise<CommandResult> {
  return startCommand(...args).result;
}
