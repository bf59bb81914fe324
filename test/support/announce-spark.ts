import { findSpark } from "../../src/pipeline/spark/find-spark.ts";

/** Says in one line, before the tests that need a Spark, that there is none. */
export async function setup(): Promise<void> {
  if ((await findSpark()) === null) {
    console.log("No Spark here: the tests that need one are skipped (npm run setup:spark installs it).");
  }
}
