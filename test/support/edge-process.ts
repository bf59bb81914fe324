import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

/** Bundles the command for this test: a start takes a fraction of what running the sources takes. */
export async function buildCli(): Promise<string> {
  const outfile = resolve("dist/test", `cli-${process.pid}-${Math.random().toString(36).slice(2)}.js`);
  await build({
    entryPoints: ["src/cli/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  onTestFinished(() => rm(outfile, { force: true }));
  return outfile;
}

export interface EdgeProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Lines of stdout after the first. */
  readonly lines: readonly string[];
  readonly errors: () => string;
  /** Signals it and waits for its end; the exit code, or null after a signal's death. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `event-telemetry edge` in a process of its own and waits until it listens. */
export async function startEdgeProcess(
  cli: string,
  landing: string,
  flags: readonly string[] = [],
): Promise<EdgeProcess> {
  const child = spawn(process.execPath, [cli, "edge", "--port", "0", "--landing", landing, ...flags]);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  const url = await new Promise<string>((settle, fail) => {
    output.once("line", (first: string) => {
      output.on("line", (line) => lines.push(line));
      settle(first.replace(/^listening on /, ""));
    });
    child.once("exit", (code) => fail(new Error(`the edge ended with ${code}: ${errors}`)));
  });
  return {
    url,
    process: child,
    lines,
    errors: () => errors,
    async end(signal) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** The most memory a process ever had resident, in bytes (Linux). */
export async function readPeakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error("the system does not tell a process's peak memory");
  return Number(kibibytes) * 1024;
}
