import { describe, test } from "vitest";
import { SUITE } from "./cases.ts";
import { type Capability, prepareCase, type SuiteApi } from "./suite-api.ts";

export interface SuiteSurface {
  /** What follows «through» in the title. */
  readonly name: string;
  /**
   * Begins the categories of this run: lower-case letters and digits, at most 8 characters, and not that of another run
   * on the same engine.
   */
  readonly prefix: string;
  /** Cases that need what the surface lacks are no tests of it. */
  readonly capabilities: readonly Capability[];
  /** Called inside tests, after every beforeAll. */
  readonly api: () => SuiteApi;
}

/** Runs the behavioural suite as vitest tests against one long-lived surface. */
export function describeSuite({ name, prefix, capabilities, api }: SuiteSurface): void {
  describe(`Firefox's event and scalar rules, through ${name}`, () => {
    SUITE.forEach(({ covers, rule, needs = [], run }, at) => {
      if (!needs.every((capability) => capabilities.includes(capability))) return;
      test(`${covers.join(", ")}: ${rule}`, async () => {
        await prepareCase(api());
        await run(api(), `${prefix}.${at}`);
      });
    });
  });
}
