import { describe, test } from "vitest";
import { EXTENSION_CASES } from "./browser-telemetry.ts";
import type { ExtensionSurface } from "./extension-surface.ts";
import { prepareCase } from "./suite-api.ts";

/** Runs the cases for `browser.telemetry` as vitest tests; `prefix` as in `describeSuite`. */
export function describeExtensionCases(name: string, prefix: string, surface: () => ExtensionSurface): void {
  describe(`browser.telemetry of ${name}`, () => {
    EXTENSION_CASES.forEach(({ covers, rule, run }, at) => {
      test(`${covers.join(", ")}: ${rule}`, async () => {
        await prepareCase(surface().firefoxCode);
        await run(surface(), `${prefix}.${at}`);
      });
    });
  });
}
