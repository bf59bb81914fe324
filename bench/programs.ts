import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type * as z from "zod";

const FOLDER = "dist/bench";

/** What benches run in processes of their own, built as users have it: running the sources costs a loader. */
const PROGRAMS = {
  cli: "src/cli/main.ts",
  "decode-worker": "src/pipeline/decode/worker-entry.ts",
  "bare-server": "bench/programs/bare-server.ts",
  "bare-decode-worker": "bench/programs/bare-decode-worker.ts",
  "post-load": "bench/programs/post-load.ts",
  "decode-turns": "bench/programs/decode-turns.ts",
  "events-turns": "bench/programs/events-turns.ts",
} as const;

export type Program = keyof typeof PROGRAMS;

/** Builds the programs; once a bench, before any of them is run. */
export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: { ...PROGRAMS },
    outdir: FOLDER,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    logLevel: "warning",
  });
  await cp("src/pipeline/datasets/sql", join(FOLDER, "sql"), { recursive: true });
}

/** Starts a program; its stderr is the bench's own, so that it shows its progress. */
export function startProgram(
  program: Program,
  args: readonly string[],
  stdio: StdioOptions = ["ignore", "pipe", "inherit"],
): ChildProcess {
  return spawn(process.execPath, [join(FOLDER, `${program}.js`), ...args], { stdio });
}

/** Waits for a program's end and gives what it printed. @throws Error when it did not end with 0 */
export async function readOutput(child: ChildProcess): Promise<string> {
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${child.spawnargs.slice(1).join(" ")} ended with ${code}`);
  return output;
}

/** Runs a program to its end and parses the JSON it prints. */
export async function runProgram<Schema extends z.ZodType>(
  program: Program,
  args: readonly string[],
  schema: Schema,
): Promise<z.output<Schema>> {
  return schema.parse(JSON.parse(await readOutput(startProgram(program, args))));
}
