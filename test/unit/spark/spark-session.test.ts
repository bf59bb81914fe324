import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { SparkError, SparkSession } from "../../../src/pipeline/spark/spark-session.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";
import { waitFor } from "../../support/wait-for.ts";

const JOB = { views: [], queries: [{ sql: "SELECT 1", folder: "file:///out", partitionBy: [] }] };

/** Starts a session on a driver of these lines of JavaScript, in which `answer` answers and `onJob` takes jobs. */
async function start(script: string): Promise<{ session: SparkSession; folder: string }> {
  const folder = await makeTemporaryFolder();
  const command = join(folder, "driver");
  const prelude = `
    const answer = (message) => process.stdout.write(JSON.stringify(message) + "\\n");
    const onJob = (take) => require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => take(JSON.parse(line)));
    const { writeFileSync } = require("node:fs");
  `;
  await writeFile(command, `#!${process.execPath}\n${prelude}\n${script}`, { mode: 0o755 });
  const session = await SparkSession.start({ command, environment: process.env, folder });
  onTestFinished(() => session.close());
  return { session, folder };
}

describe("a Spark session", () => {
  it("runs jobs one after another and tells of each query", async () => {
    const { session } = await start(`
      answer({ ready: "4.0.5" });
      onJob((job) => { job.queries.forEach((_, i) => answer({ written: i + 1 })); answer({ done: true }); });`);
    const written: number[] = [];
    await session.run(JOB, (queries) => written.push(queries));
    await session.run({ ...JOB, queries: [...JOB.queries, ...JOB.queries] }, (queries) =>
      written.push(queries),
    );
    expect(written).toEqual([1, 1, 2]);
  });

  it("fails with Spark's own words, and takes the next job", async () => {
    const { session } = await start(`
      let jobs = 0;
      answer({ ready: "4.0.5" });
      onJob(() => answer(jobs++ === 0 ? { error: "[TABLE_OR_VIEW_NOT_FOUND] The table cannot be found" } : { done: true }));`);
    await expect(session.run(JOB, () => undefined)).rejects.toThrow(
      new SparkError("Spark failed: [TABLE_OR_VIEW_NOT_FOUND] The table cannot be found"),
    );
    await session.run(JOB, () => undefined);
  });

  it.each([
    ["the program is not there", "Spark did not start: spawn", null],
    ["it cannot start", "Spark did not start: it needs Java", `answer({ error: "JAVA_HOME is not set" });`],
    ["it dies at once", "Spark did not start: no room", `console.error("no room"); process.exit(3);`],
    ["it answers nonsense", 'Spark did not start: {"done":true}', "answer({ done: true });"],
  ])("says why when %s", async (_, message, script) => {
    const started =
      script === null
        ? SparkSession.start({ command: "/nowhere/python", environment: {}, folder: "/" })
        : start(script);
    await expect(started).rejects.toThrow(SparkError);
    await expect(started).rejects.toThrow(message);
  });

  it("says so when Spark dies in the middle of a job", async () => {
    const { session } = await start(`
      answer({ ready: "4.0.5" });
      onJob(() => { console.error("java.lang.OutOfMemoryError: Java heap space"); process.exit(1); });`);
    await expect(session.run(JOB, () => undefined)).rejects.toThrow(
      "Spark ended in the middle of a job: java.lang.OutOfMemoryError: Java heap space",
    );
  });

  it("ends its driver when it is closed", async () => {
    const { session, folder } = await start(`
      answer({ ready: "4.0.5" });
      process.stdin.on("end", () => writeFileSync("ended", "")).resume();`);
    await session.close();
    await waitFor(() => existsSync(join(folder, "ended")), { what: "the driver to end" });
  });
});
