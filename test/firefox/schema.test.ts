import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ADD_ON_ID, installAddOn, openPanelTab } from "../support/add-on.ts";
import { installBridged } from "../support/bridged-extensions.ts";
import { useFirefox } from "../support/use-firefox.ts";

const SCHEMA_URL = "chrome://extensions/content/schemas/telemetry.json";

/** Keywords of Firefox's schema that ours does not repeat, and why. */
const NOT_OURS: Readonly<Record<string, string>> = {
  description: "Ours are in our own words.",
  deprecated: "They say that the functions do nothing since Firefox 132 to 134. Ours work.",
  permissions:
    "An add-on that asks for the permission `telemetry` gets Firefox's own functions in place of an experiment's.",
};

const namespaces = z.array(z.looseObject({ namespace: z.string() }));

/** The namespace `telemetry`. Firefox's file has one more, `manifest`, which declares the permission that ours does without. */
function parseSchema(text: string, leaveOut: (keyword: string) => boolean): unknown {
  const parsed: unknown = JSON.parse(text, (key, value: unknown) => (leaveOut(key) ? undefined : value));
  return namespaces.parse(parsed).find(({ namespace }) => namespace === "telemetry");
}

describe("the schema of browser.telemetry", () => {
  const firefox = useFirefox();
  let theirs: string;
  let ours: string;
  beforeAll(async () => {
    await installAddOn(firefox());
    // Firefox's schema files begin with a licence, which Firefox skips in the same way (Schemas.sys.mjs).
    theirs = await firefox().chrome<string>(
      `const text = await (await fetch(args[0])).text();
       return text.slice(text.indexOf("["));`,
      SCHEMA_URL,
    );
    ours = await readFile("dist/extension/experiment-apis/telemetry/schema.json", "utf8");
  });

  it("is that of the running Firefox in functions, parameters, their order, types, optionality, enums, patterns and minimums", () => {
    const isOurs = (keyword: string) => keyword in NOT_OURS;
    expect(parseSchema(ours, (keyword) => keyword === "description")).toEqual(parseSchema(theirs, isOurs));
  });

  it.each(Object.entries(NOT_OURS))("differs in %s, which is still in Firefox's: %s", (keyword) => {
    const found: unknown[] = [];
    parseSchema(theirs, (key) => {
      if (key === keyword) found.push(key);
      return false;
    });
    expect(found.length).toBeGreaterThan(0);
  });

  it("gives our own page the members, in their order, that Firefox gives an extension with the permission", async () => {
    const extension = await installBridged(firefox(), "members@mozilla.org");
    const page = await openPanelTab(firefox());
    const members = `return Object.entries(Object.getOwnPropertyDescriptors(browser.telemetry))
      .map(([name, { enumerable, value }]) => [name, enumerable, typeof value, value?.length ?? null, JSON.stringify(value) ?? null]);`;
    expect(await page.run("return browser.runtime.id;")).toBe(ADD_ON_ID);
    expect(await page.run(members)).toEqual(await extension.run(members));
  });

  it("gives both the constants of ScalarType", async () => {
    const page = await openPanelTab(firefox());
    expect(await page.run("return browser.telemetry.ScalarType;")).toEqual({
      COUNT: "count",
      STRING: "string",
      BOOLEAN: "boolean",
    });
  });
});
