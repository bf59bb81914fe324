import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  commitSwaps,
  finishCommit,
  finishDeadCommit,
  type Swap,
} from "../../src/pipeline/datasets/commit-swaps.ts";
import { lockOutput, OutputBusyError } from "../../src/pipeline/datasets/output-lock.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

const DEAD_PID = 2 ** 22 + 1;

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** An output with three days of which one is new in staging, one is to go, and one is not concerned. */
async function prepare(): Promise<{ out: string; swaps: Swap[] }> {
  const out = await makeTemporaryFolder();
  await put(join(out, "events/day=1/file"), "old 1");
  await put(join(out, "events/day=2/file"), "old 2");
  await put(join(out, "events/day=3/file"), "old 3");
  await put(join(out, ".staging/run/events/day=1/file"), "new 1");
  await put(join(out, ".staging/run/main/day=1/file"), "new main");
  const swaps = [
    { to: "events/day=1", from: "run/events/day=1" },
    { to: "events/day=2", from: null },
    { to: "main/day=1", from: "run/main/day=1" },
  ];
  return { out, swaps };
}

async function readAll(out: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of await readdir(out, { recursive: true })) {
    if (!name.startsWith(".") && name.endsWith("file")) found[name] = await readFile(join(out, name), "utf8");
  }
  return found;
}

const DONE = { "events/day=1/file": "new 1", "events/day=3/file": "old 3", "main/day=1/file": "new main" };

describe("a commit", () => {
  it("replaces, removes and adds, and touches nothing else", async () => {
    const { out, swaps } = await prepare();
    await commitSwaps(out, swaps);
    expect(await readAll(out)).toEqual(DONE);
    expect(await readdir(join(out, ".staging"))).not.toContain("commit.json");
  });

  /** What a killed commit may leave: its list, and some of its renames done. */
  const STEPS: [what: string, renames: [from: string, to: string][]][] = [
    ["nothing done", []],
    ["the first old day moved away", [["events/day=1", ".staging/replaced/0"]]],
    [
      "the first new day in place",
      [
        ["events/day=1", ".staging/replaced/0"],
        [".staging/run/events/day=1", "events/day=1"],
      ],
    ],
    [
      "the day without data moved away too",
      [
        ["events/day=1", ".staging/replaced/0"],
        [".staging/run/events/day=1", "events/day=1"],
        ["events/day=2", ".staging/replaced/1"],
      ],
    ],
    [
      "all done but the tidying",
      [
        ["events/day=1", ".staging/replaced/0"],
        [".staging/run/events/day=1", "events/day=1"],
        ["events/day=2", ".staging/replaced/1"],
        [".staging/run/main/day=1", "main/day=1"],
      ],
    ],
  ];

  it.each(STEPS)(
    "that was killed with %s is completed by the next run and by a reader",
    async (_, renames) => {
      for (const finish of [finishCommit, finishDeadCommit]) {
        const { out, swaps } = await prepare();
        await put(join(out, ".staging/commit.json"), JSON.stringify(swaps));
        await mkdir(join(out, ".staging/replaced"));
        for (const [from, to] of renames) {
          await mkdir(dirname(join(out, to)), { recursive: true });
          await rename(join(out, from), join(out, to));
        }
        await finish(out);
        expect(await readAll(out)).toEqual(DONE);
      }
    },
  );

  it("whose list was not whole never happened", async () => {
    const { out, swaps } = await prepare();
    await put(join(out, ".staging/commit.json.new"), JSON.stringify(swaps).slice(0, 20));
    const before = await readAll(out);
    await finishCommit(out);
    expect(await readAll(out)).toEqual(before);
  });

  it("that is under way is left to its own run by a reader", async () => {
    const { out, swaps } = await prepare();
    await put(join(out, ".staging/commit.json"), JSON.stringify(swaps));
    const unlock = await lockOutput(out);
    const before = await readAll(out);
    await finishDeadCommit(out);
    expect(await readAll(out)).toEqual(before);
    await unlock();
  });
});

describe("the lock of an output folder", () => {
  it("lets one run in at a time, and names it to the second", async () => {
    const out = await makeTemporaryFolder();
    const unlock = await lockOutput(out);
    await expect(lockOutput(out)).rejects.toThrow(OutputBusyError);
    await expect(lockOutput(out)).rejects.toThrow(`process ${process.pid} on ${hostname()}`);
    await unlock();
    await (await lockOutput(out))();
  });

  it.each([
    ["a process that is gone", JSON.stringify({ pid: DEAD_PID, host: hostname() })],
    ["a process that was killed while it wrote", '{"pid":'],
    ["nobody", ""],
  ])("is taken over from %s", async (_, content) => {
    const out = await makeTemporaryFolder();
    await put(join(out, ".staging/lock"), content);
    await (await lockOutput(out))();
  });

  it("of another host is respected: nobody here can tell whether it lives", async () => {
    const out = await makeTemporaryFolder();
    await put(join(out, ".staging/lock"), JSON.stringify({ pid: DEAD_PID, host: "elsewhere" }));
    await expect(lockOutput(out)).rejects.toThrow(OutputBusyError);
    await rm(join(out, ".staging/lock"));
    await (await lockOutput(out))();
  });
});
