import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import de from "../../../src/extension/_locales/de/messages.json" with { type: "json" };
import en from "../../../src/extension/_locales/en/messages.json" with { type: "json" };

const PANEL = "src/extension";

const SOURCES = readdirSync(PANEL, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(PANEL, name), "utf8"))
  .concat(readFileSync("manifest.json", "utf8"))
  .join("\n");

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\$\d/g) ?? [])].sort();
}

/** Whether any name in the code can be this one: literally, as a plural, or made from a prefix at run time. */
function isUsed(name: string): boolean {
  const stem = name.replace(/_(?:one|other)$/, "");
  if (SOURCES.includes(`"${name}"`) || SOURCES.includes(`"${stem}"`) || SOURCES.includes(`__MSG_${name}__`))
    return true;
  const prefixes = [...SOURCES.matchAll(/`([A-Za-z]+_)\$\{/g)].map(([, prefix]) => prefix ?? "");
  return prefixes.some((prefix) => name.startsWith(prefix)) || /^(?:rule|fix)_/.test(name);
}

describe("the texts of the panel", () => {
  it("are in German what they are in English, one for one", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
  });

  it("have the same substitutions in both languages, and none is empty", () => {
    const german = de as Record<string, { readonly message: string }>;
    const told = Object.entries(en).filter(([name]) => !name.endsWith("_one"));
    const wrong = told.filter(
      ([name, { message }]) =>
        String(placeholders(german[name]?.message ?? "")) !== String(placeholders(message)),
    );
    expect(wrong).toEqual([]);
    for (const { message } of [...Object.values(en), ...Object.values(german)]) expect(message).not.toBe("");
  });

  it("are all used", () => {
    expect(Object.keys(en).filter((name) => !isUsed(name))).toEqual([]);
  });

  it("have a word for every rule the engine can break", () => {
    const engine = readdirSync("src/engine")
      .map((name) => readFileSync(join("src/engine", name), "utf8"))
      .join("\n");
    const codes = [
      ...engine.matchAll(/code: "([a-z-]+)"/g),
      ...engine.matchAll(/(?:refuse\w*|scalarNotice)\(\s*"([a-z]+-[a-z-]+)"/g),
    ];
    const missing = codes
      .map(([, code = ""]) => `rule_${code.replaceAll("-", "_")}`)
      .filter((name) => !(name in en));
    expect(codes.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});
