import { expect, test } from "vitest";
import { EXTENSION_CASES } from "../../suite/browser-telemetry.ts";
import { PLATFORM_CASES } from "../../suite/browser-telemetry-platform.ts";
import { SUITE } from "../../suite/cases.ts";
import { NOT_IN_SUITE, RULES } from "../../suite/coverage.ts";

const CASES = [...SUITE, ...EXTENSION_CASES, ...PLATFORM_CASES];
const covered = new Set(CASES.flatMap(({ covers }) => covers));

test.each(Object.entries(RULES))("section %s: every rule has a case, or a reason why not", (_, rules) => {
  expect(rules.filter((rule) => !covered.has(rule) && !(rule in NOT_IN_SUITE))).toEqual([]);
});

test("no case names a rule that the table does not have", () => {
  const known = new Set(Object.values(RULES).flat());
  expect([...covered].filter((rule) => !known.has(rule))).toEqual([]);
  expect(Object.keys(NOT_IN_SUITE).filter((rule) => !known.has(rule))).toEqual([]);
});

test("no rule has a case and a reason to have none", () => {
  expect(Object.keys(NOT_IN_SUITE).filter((rule) => covered.has(rule))).toEqual([]);
});

test("every case names at least one rule, and says a rule of its own", () => {
  expect(CASES.filter(({ covers }) => covers.length === 0)).toEqual([]);
  const titles = CASES.map(({ covers, rule }) => `${covers.join()} ${rule}`);
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
});
