import { findSpark } from "../../src/pipeline/spark/find-spark.ts";
import type { SparkOptions } from "../../src/pipeline/spark/spark-engine.ts";

/** The Spark of this machine; null when there is none, and then only continuous integration minds. */
export const spark = await findSpark();
export const isSparkRequired = process.env.EVENT_TELEMETRY_SPARK === "required";

/** Settings for little data: few partitions, and a Java that compiles quickly rather than well. */
export const SMALL_SPARK: SparkOptions = {
  master: "local[2]",
  settings: {
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
  },
};
