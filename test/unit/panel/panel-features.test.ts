import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const TABLE = "docs/panel-features.md";
const OURS = 9;
const SHOWN_BY = 10;

/** The rows of the table, cell by cell, without its head. */
const ROWS = readFileSync(TABLE, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .slice(1);

/** Titles of the tests in a file, as they are written. */
function titlesIn(file: string): ReadonlySet<string> {
  const calls = readFileSync(file, "utf8").matchAll(/\bit(?:\.each\([^)]*\))?\(\s*(["'`])(.*?)\1,/g);
  return new Set([...calls].map(([, , title = ""]) => title));
}

describe("the table of the panel's features", () => {
  it("has a row for each feature, and every one of ours is there", () => {
    expect(ROWS).toHaveLength(30);
    for (const cells of ROWS) {
      expect(cells).toHaveLength(SHOWN_BY + 1);
      expect(cells[OURS]).toMatch(/^yes: ./);
    }
  });

  it.each(ROWS.map((cells) => [cells[0] ?? "", cells[SHOWN_BY] ?? ""]))(
    "names tests that exist: %s",
    (_name, shown) => {
      const tests = [...shown.matchAll(/`([^`]+)` «([^»]+)»/g)];
      expect(tests.length).toBeGreaterThan(0);
      expect(tests.map(([whole]) => whole).join("<br>")).toBe(shown);
      for (const [, file = "", title = ""] of tests) {
        expect({ file, exists: existsSync(file) }).toEqual({ file, exists: true });
        expect({ file, title, exists: titlesIn(file).has(title) }).toEqual({ file, title, exists: true });
      }
    },
  );
});
