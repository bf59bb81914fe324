import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { submissionDateOf } from "../../src/pipeline/landing/landing-names.ts";
import { listLandingFiles } from "../../src/pipeline/landing/read-landing.ts";
import { startTestEdge } from "../support/edge.ts";
import { buildCli } from "../support/edge-process.ts";
import { readWholeLanding } from "../support/landing.ts";
import { simulateAll } from "../support/simulation.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

const OPTIONS = { clients: 60, days: 2, duplicates: 0.2, late: 0.2, malformed: 0.2 };
const FLAGS = Object.entries(OPTIONS).flatMap(([name, value]) => [`--${name}`, String(value)]);
const expected = simulateAll({ ...OPTIONS, histograms: 40 });

const simulate = (cli: string, ...flags: string[]) =>
  promisify(execFile)(process.execPath, [cli, "simulate", ...FLAGS, ...flags]);

it("--out writes every upload under its own submission date, as an edge would have landed it", async () => {
  const out = await makeTemporaryFolder();
  await simulate(await buildCli(), "--out", out);
  const { records, torn } = await readWholeLanding(out);
  expect(torn).toEqual([]);
  expect(records.length).toBe(expected.length);
  expect(records.map(({ uri }) => uri).sort()).toEqual(expected.map(({ uri }) => uri).sort());
  for (const date of await readdir(out)) {
    for (const { submission_timestamp: time } of (await readWholeLanding(out, date)).records) {
      expect(submissionDateOf(time)).toBe(date);
    }
  }
  const first = expected[0];
  const record = records.find(({ uri }) => uri === first?.uri);
  expect(record).toMatchObject({
    args: "v=4",
    method: "POST",
    content_length: String(record?.body.length),
    date: first?.headers.Date,
    user_agent: first?.headers["User-Agent"],
    x_forwarded_for: first?.headers["X-Forwarded-For"],
  });
});

it("the same simulation writes the same files again, and another seed adds its own", async () => {
  const cli = await buildCli();
  const out = await makeTemporaryFolder();
  const read = async () =>
    Promise.all((await listLandingFiles(out)).map(async (path) => [path, await readFile(path, "utf8")]));
  await simulate(cli, "--out", out);
  const once = await read();
  await simulate(cli, "--out", out);
  expect(await read()).toEqual(once);
  await simulate(cli, "--out", out, "--seed", "another");
  expect((await read()).length).toBeGreaterThan(once.length);
});

it("--post sends every upload to an edge, which takes them all", async () => {
  const edge = await startTestEdge();
  const { stdout, stderr } = await simulate(await buildCli(), "--post", edge.url);
  const { records } = await readWholeLanding(edge.landing);
  expect(records.map(({ uri }) => uri).sort()).toEqual(expected.map(({ uri }) => uri).sort());
  expect(stdout).toContain(`answered: ${expected.length.toLocaleString("en")} × 200`);
  expect(stderr).toBe("");
});

it("says at the end what was made, and shows no progress when piped", async () => {
  const { stdout, stderr } = await simulate(await buildCli(), "--out", await makeTemporaryFolder());
  const events = expected.reduce((sum, upload) => sum + upload.events, 0);
  expect(stdout).toMatch(/made 60 clients over 2 days \(seed 1\)/);
  expect(stdout).toMatch(
    new RegExp(`all.*${expected.length.toLocaleString("en")}.*${events.toLocaleString("en")}`),
  );
  for (const oddity of ["duplicate", "late", "malformed"] as const) {
    const count = expected.filter(({ oddities }) => oddities.includes(oddity)).length;
    expect(stdout).toContain(
      `${count.toLocaleString("en")} ${oddity === "duplicate" ? "are copies" : oddity}`,
    );
  }
  expect(stderr).toBe("");
});

it.each([
  [[], "give one of --post <url> and --out <folder>"],
  [["--out", "x", "--post", "http://127.0.0.1:1"], "give one of --post <url> and --out <folder>"],
  [["--post", "edge.example"], 'expected an http or https URL, got "edge.example"'],
  [["--out", "x", "--late", "2"], "late: "],
  [["--out", "x", "--first-day", "20260231"], "there is no day 20260231"],
  [["--post", "http://127.0.0.1:1"], "did not take an upload in 6 tries: Error: connect ECONNREFUSED"],
])("with %j it ends with 2 and says %s in one line", async (flags, message) => {
  const child = spawn(process.execPath, [await buildCli(), "simulate", ...FLAGS, ...flags]);
  const [errors] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(errors).toContain(message);
  expect(errors.trimEnd().split("\n").length).toBe(1);
  expect(child.exitCode).toBe(2);
});
