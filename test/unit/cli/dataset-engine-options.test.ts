import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { type EngineOptions, engineOptions, openEngine } from "../../../src/cli/dataset-engine-options.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { SparkEngine } from "../../../src/pipeline/spark/spark-engine.ts";

const SPARK = { home: "/opt/spark", python: "python3", java: null };

function parse(...flags: string[]): EngineOptions {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const option of engineOptions) command.addOption(option);
  return command.parse(flags, { from: "user" }).opts<EngineOptions & Record<string, unknown>>();
}

describe("the engine of datasets", () => {
  it("is DuckDB in this process when none is named", async () => {
    expect(await openEngine(parse())).toBeUndefined();
  });

  it("is Spark when it is asked for and there", async () => {
    const options = parse("--engine", "spark", "--spark-conf", "spark.executor.memory=8g");
    expect(options.sparkConf).toEqual({ "spark.executor.memory": "8g" });
    expect(await openEngine(options, async () => SPARK)).toBeInstanceOf(SparkEngine);
  });

  it("takes several settings, with = in their values", () => {
    const options = parse("--spark-conf", "spark.a=1", "--spark-conf", "spark.b=-Dx=y");
    expect(options.sparkConf).toEqual({ "spark.a": "1", "spark.b": "-Dx=y" });
  });

  it("says where to get a Spark when there is none", async () => {
    const opened = openEngine(parse("--engine", "spark"), async () => null);
    await expect(opened).rejects.toThrow(UsageError);
    await expect(opened).rejects.toThrow(/no Spark here.*npm run setup:spark.*SPARK_HOME/s);
  });

  it.each([
    [["--master", "yarn"], "add --engine spark"],
    [["--spark-conf", "spark.a=1"], "add --engine spark"],
  ])("refuses %j without Spark, which would do nothing", async (flags, message) => {
    await expect(openEngine(parse(...flags))).rejects.toThrow(message);
  });

  it.each([["executor.memory=8g"], ["spark.executor.memory"], [""]])("refuses the setting %j", (setting) => {
    expect(() => parse("--engine", "spark", "--spark-conf", setting)).toThrow("expected a setting of Spark");
  });
});
