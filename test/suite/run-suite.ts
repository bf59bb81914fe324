import { describe, test } from "vitest";
import { SUITE } from "./cases.ts";
import { prepareCase, type SuiteApi } from "./suite-api.ts";

/**
 * Runs the behavioural suite as vitest tests against one long-lived surface. `prefix` begins the categories of this run: lower-case letters
 * and digits, at most 8 characters, and not that of another run on the same engine. Cases that need what the surface
 * lacks are skipped.
 */
export function describeSuite(surface: string, prefix: string, api: () => SuiteApi): void {
  describe(`Firefox's event and scalar rules, through ${surface}`, () => {
    SUITE.forEach(({ covers, rule, needs = [], run }, at) => {
      test(`${covers.join(", ")}: ${rule}`, async (context) => {
        const surfaceApi = api();
        const missing = needs.filter((capability) => !surfaceApi.capabilities.has(capability));
        if (missing.length > 0) context.skip(`${surface} lacks ${missing.join(", ")}`);
        await prepareCase(surfaceApi);
        await run(surfaceApi, `${prefix}.${at}`);
      });
    });
  });
}
