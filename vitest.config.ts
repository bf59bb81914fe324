import { defineConfig } from "vitest/config";

const shared = { env: { TZ: "UTC", LC_ALL: "C" } };

/** Three projects: `unit` (pure, fast), `firefox` (a real Firefox), `pipeline` (real servers and files). */
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
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
