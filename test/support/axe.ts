import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "./page.ts";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What depends on the colour scheme. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"] as const;

/**
 * Runs rules of axe-core, all of them unless named, over the page as it is now. The add-on does not carry axe: it comes from here.
 * @returns one line for each element that breaks a rule
 */
export async function findViolations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  return await page.run<string[]>(
    `if (!window.axe) (0, eval)(args[0]);
     const { violations } = await window.axe.run(document, {
       resultTypes: ["violations"],
       ...(args[1].length === 0 ? {} : { runOnly: { type: "rule", values: args[1] } }),
     });
     return violations.flatMap(({ id, help, nodes }) =>
       nodes.map(({ target, failureSummary }) => id + " (" + help + ") at " + target.join(" ") + ": " + failureSummary));`,
    await source,
    rules,
  );
}
