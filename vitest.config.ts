import { defineConfig } from "vitest/config";

const SPARK = ["test/pipeline/spark-parity.test.ts"];
const shared = { env: { TZ: "UTC", LC_ALL: "C" } };

/**
 * Four projects: `unit` (pure, fast), `firefox` (a real Firefox), `pipeline` (real servers and files), `spark` (a real
 * Spark, after all others: it takes every core).
 */
export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          ...shared,
          name: "firefox",
          include: ["test/firefox/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: "pipeline",
          include: ["test/pipeline/**/*.test.ts"],
          exclude: SPARK,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: "spark",
          include: SPARK,
          globalSetup: ["test/support/announce-spark.ts"],
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
