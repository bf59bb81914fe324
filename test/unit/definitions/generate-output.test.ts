import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EventDefinition } from "../../../src/definitions/event-definition.ts";
import { nameFunctions } from "../../../src/definitions/function-names.ts";
import { generateMarkdown } from "../../../src/definitions/generate-markdown.ts";
import { generateTypeScript } from "../../../src/definitions/generate-typescript.ts";
import { parseDefinitions } from "../../../src/definitions/parse-definitions.ts";
import { printComment, printString } from "../../../src/definitions/printed-layout.ts";

const EVENT: EventDefinition = {
  category: "panel",
  name: "open",
  methods: ["open"],
  objects: ["toolbar"],
  extraKeys: new Map(),
  description: "The panel was opened.",
  expires: "never",
  releaseChannelCollection: "opt-in",
  recordInProcesses: ["main"],
  products: ["firefox"],
  operatingSystems: ["all"],
  bugNumbers: [1],
  notificationEmails: ["a@example.org"],
};

const HOSTILE_TEXTS = [
  "*/ globalThis.pwned = true; /*",
  ["`$", "{globalThis.pwned = true}`"].join(""),
  '"); globalThis.pwned = true; ("',
  "@ts-nocheck",
  "@deprecated do not use {@link evil}",
  "first\u2028globalThis.pwned = true;\u2029//",
  "\u202e } ;)(eurt \u2066",
  "\\",
  "</script><script>alert(1)</script>",
];

const hostile = new Map([
  [
    "panel",
    HOSTILE_TEXTS.map((text, index) => ({
      ...EVENT,
      name: `event${index}`,
      objects: [`object${index}`],
      description: text,
      extraKeys: new Map([["source", text]]),
    })),
  ],
]);

const NODE_MODULES = new URL("../../../node_modules/.bin/", import.meta.url).pathname;

const ROOT = new URL("../../../", import.meta.url);

describe("the committed output", () => {
  test.each([
    [
      "test/unit/definitions/samples/Events.yaml",
      "test/unit/definitions/generated/telemetry.ts",
      generateTypeScript,
    ],
    ["examples/typed-definitions/Events.yaml", "examples/typed-definitions/telemetry.ts", generateTypeScript],
    ["examples/typed-definitions/Events.yaml", "examples/typed-definitions/events.md", generateMarkdown],
  ])("of %s in %s is what the generator writes today", (source, output, generate) => {
    const parsed = parseDefinitions(readFileSync(new URL(source, ROOT), "utf8"));
    expect(parsed.ok && generate(parsed.definitions, "Events.yaml")).toBe(
      readFileSync(new URL(output, ROOT), "utf8"),
    );
  });
});

describe("text of a definitions file", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "definitions-"));
    writeFileSync(join(folder, "telemetry.ts"), generateTypeScript(hostile, "Events.yaml"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("cannot become code of the generated module", async () => {
    const { code } = transformSync(readFileSync(join(folder, "telemetry.ts"), "utf8"), { loader: "ts" });
    const module: object = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(Object.keys(module).sort()).toEqual(
      [
        "eventData",
        "recordEvent",
        "registerAll",
        ...HOSTILE_TEXTS.map((_, i) => `recordPanelEvent${i}`),
      ].sort(),
    );
    expect(globalThis).not.toHaveProperty("pwned");
  });

  test("cannot stop the generated module from compiling strictly and being free of lint", () => {
    const config = {
      extends: new URL("../../../tsconfig.base.json", import.meta.url).pathname,
      files: ["telemetry.ts"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    execFileSync(join(NODE_MODULES, "tsc"), ["-p", folder]);
    const domains = { project: "recommended", types: "recommended" };
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ linter: { domains } }));
    execFileSync(join(NODE_MODULES, "biome"), ["lint", "--error-on-warnings", "."], { cwd: folder });
  });

  test("never ends a comment, begins a tag, or hides a character in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("*/", "@x", "{@", "*", "/", "\u202e", "\n"))),
        (parts) => {
          const comment = printComment([parts.join(" "), parts.join("")], "  ");
          expect(comment.indexOf("*/")).toBe(comment.length - 2);
          expect(comment).not.toMatch(/^\s*\*\s*@|\{@|[\p{Cf}\p{Zl}\p{Zp}]/mu);
        },
      ),
    );
  });

  test("is the same text again when its literal is read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const literal = printString(text);
        expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(runInNewContext(literal)).toBe(text);
      }),
    );
  });

  test("is neither markup nor HTML in the reference", () => {
    const texts = ["<img onerror=x>", "[a](javascript:b)", "a | b", "# c", "1. d", "`e`", "&lt;"];
    const events = texts.map((description) => ({ ...EVENT, description }));
    const reference = generateMarkdown(new Map([["panel", events]]), "Events.yaml");
    expect(reference.split("\n").filter((line) => /^(\\|a \\|1\\)/.test(line))).toEqual([
      "\\<img onerror=x\\>",
      "\\[a\\](javascript:b)",
      "a \\| b",
      "\\# c",
      "1\\. d",
      "\\`e\\`",
      "\\&lt;",
    ]);
  });
});

describe("the reference", () => {
  test("lists each field of an event, and what each extra key means", () => {
    const extraKeys = new Map([["source", "What opened it."]]);
    expect(generateMarkdown(new Map([["panel", [{ ...EVENT, extraKeys }]]]), "Events.yaml")).toBe(
      [
        "# Events",
        "Generated by `event-telemetry generate` from Events.yaml: change that file and generate again.",
        "## `panel`",
        "### `panel` › `open`",
        "The panel was opened.",
        [
          "| | |",
          "|---|---|",
          "| Function | `recordPanelOpen` |",
          "| Methods | `open` |",
          "| Objects | `toolbar` |",
          "| Expires | never |",
          "| Release channel collection | opt-in |",
          "| Products | `firefox` |",
          "| Processes | `main` |",
          "| Operating systems | `all` |",
          "| Bugs | [1](https://bugzilla.mozilla.org/show_bug.cgi?id=1) |",
          "| Owners | a@example.org |",
        ].join("\n"),
        "| Extra key | Meaning |\n|---|---|\n| `source` | What opened it. |\n",
      ].join("\n\n"),
    );
  });
});

describe("function names", () => {
  const nameOf = (...pairs: [category: string, name: string][]) => [
    ...nameFunctions(pairs.map(([category, name]) => ({ ...EVENT, category, name }))).values(),
  ];

  test("are the words of category and event in camel case", () => {
    expect(nameOf(["browser.ui", "menu_open"], ["1st", "x"])).toEqual([
      "recordBrowserUiMenuOpen",
      "record1stX",
    ]);
  });

  test("are spelt out where two events would share one, and only there", () => {
    expect(nameOf(["a.b", "c"], ["a_b", "c"], ["a", "b_c"], ["a", "d"])).toEqual([
      "record$a$b$$c",
      "record$a_b$$c",
      "record$a$$b_c",
      "recordAD",
    ]);
  });
});
