import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, onTestFailed } from "vitest";
import { type Firefox, type LaunchOptions, launchFirefox } from "./firefox.ts";

/** Where a failed test leaves the window as a PNG, the Browser Console and Firefox's output. */
const REPORTS = "dist/test-reports";

/** Saves a report of `firefox` if the running test fails. Call it inside a test or a beforeEach. */
export function reportOnFailure(firefox: Firefox): void {
  onTestFailed(async ({ task }) => {
    const folder = join(REPORTS, task.name.replaceAll(/[^\w]+/g, "-").slice(0, 100));
    await firefox.saveReport(folder);
  });
}

/**
 * One Firefox for all tests of a file or a describe: started before the first, ended after the last, reported when a
 * test fails. `options` is called late, so it may use what another beforeAll has made.
 * @returns a getter, for use inside tests and hooks
 */
export function useFirefox(
  options: () => LaunchOptions | Promise<LaunchOptions> = () => ({}),
): () => Firefox {
  let firefox: Firefox | undefined;
  const running = () => {
    if (!firefox) {
      throw new Error("Firefox runs only inside tests and hooks");
    }
    return firefox;
  };
  beforeAll(async () => {
    firefox = await launchFirefox(await options());
  });
  beforeEach(() => reportOnFailure(running()));
  afterAll(async () => {
    await firefox?.kill();
  });
  return running;
}
