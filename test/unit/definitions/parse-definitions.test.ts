import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatProblems } from "../../../src/definitions/definition-problem.ts";
import type { EventDefinition } from "../../../src/definitions/event-definition.ts";
import { parseDefinitions } from "../../../src/definitions/parse-definitions.ts";

const SAMPLE = readFileSync(new URL("./samples/Events.yaml", import.meta.url), "utf8");

function parse(yamlText: string): readonly EventDefinition[] {
  const parsed = parseDefinitions(yamlText);
  if (!parsed.ok) throw new Error(formatProblems("Events.yaml", parsed.problems));
  return [...parsed.definitions.values()].flat();
}

function problemsOf(yamlText: string): string[] {
  const parsed = parseDefinitions(yamlText);
  return parsed.ok ? [] : formatProblems("Events.yaml", parsed.problems).split("\n");
}

/** A correct event, with lines of its fields replaced, added, or (with an empty text) taken out. */
function withFields(changes: Readonly<Record<string, string>>): string {
  const fields = {
    objects: "[toolbar]",
    description: "Something happened.",
    bug_numbers: "[1]",
    notification_emails: "[a@example.org]",
    record_in_processes: "[main]",
    products: "[firefox]",
    expiry_version: "never",
    ...changes,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== "");
  return ["panel:", "  open:", ...lines.map(([field, value]) => `    ${field}: ${value}`), ""].join("\n");
}

describe("a correct file", () => {
  test("is read with each of the format's fields", () => {
    expect(parse(SAMPLE)[0]).toEqual({
      category: "navigation.search",
      name: "start",
      methods: ["typed", "suggested"],
      objects: ["urlbar", "searchbar"],
      extraKeys: new Map([
        ["engine", "The telemetry id of the engine."],
        ["query_length", "How many characters were typed, as a number from 0 to 100 written as a string."],
      ]),
      description: expect.stringContaining("Nothing that was typed"),
      expires: "never",
      releaseChannelCollection: "opt-out",
      recordInProcesses: ["main", "content"],
      products: ["firefox", "thunderbird"],
      operatingSystems: ["windows", "mac", "linux"],
      bugNumbers: [1316281, 1496764],
      notificationEmails: ["search-team@example.org", "data@example.org"],
    });
  });

  test("gets Firefox's defaults for what it leaves out", () => {
    expect(parse(SAMPLE)[1]).toMatchObject({
      methods: ["abandon"],
      releaseChannelCollection: "opt-in",
      operatingSystems: ["all"],
      extraKeys: new Map(),
    });
  });

  test("may use anchors and merges", () => {
    const [, , , open, late] = parse(SAMPLE);
    expect(late).toMatchObject({
      name: "open_late",
      bugNumbers: open?.bugNumbers,
      extraKeys: open?.extraKeys,
    });
  });

  test.each([
    ["never", "never"],
    ['"60"', "60"],
    ['"60.0"', "60"],
    ['"60.0a1"', "60"],
  ])("may write the expiry as %s", (written, expires) => {
    expect(parse(withFields({ expiry_version: written }))[0]?.expires).toBe(expires);
    expect(parse(withFields({ expiry_version: "", expires: written }))[0]?.expires).toBe(expires);
  });

  test("keeps unquoted on and off as names, as YAML 1.2 does", () => {
    expect(parse(withFields({ objects: "[on, off]" }))[0]?.objects).toEqual(["on", "off"]);
  });

  test.each(["a", "7", "a1_b2", "x".repeat(20)])("may have the object %s", (object) => {
    expect(parse(withFields({ objects: `["${object}"]` }))[0]?.objects).toEqual([object]);
  });
});

describe("a bad file is refused with the place, the field, the rule and what was got:", () => {
  test.each([
    [
      "objects",
      "[reload-btn]",
      '3:15: panel.open.objects[0]: an object must be ASCII letters and digits with "_" only between them, got "reload-btn"',
    ],
    [
      "objects",
      '[""]',
      '3:15: panel.open.objects[0]: an object must be ASCII letters and digits with "_" only between them, got ""',
    ],
    [
      "objects",
      `[${"x".repeat(21)}]`,
      `3:15: panel.open.objects[0]: an object must be at most 20 bytes, got 21 ("${"x".repeat(21)}")`,
    ],
    ["objects", "[]", "3:14: panel.open.objects: must have at least 1 entry, got an empty list"],
    [
      "objects",
      "[tab, 12]",
      "3:20: panel.open.objects[1]: must be a string, got the number 12; put it in quotes",
    ],
    ["objects", "[tab, bar, tab]", '3:25: panel.open.objects[2]: is entry 0 again, got "tab"'],
    ["objects", "", "2:3: panel.open.objects: must be a list, but it is missing"],
    ["methods", "open", '10:14: panel.open.methods: must be a list, got "open"'],
    [
      "methods",
      "[_open]",
      '10:15: panel.open.methods[0]: a method must be ASCII letters and digits with "_" only between them, got "_open"',
    ],
    ["description", '" "', '4:18: panel.open.description: must not be empty, got ""'],
    ["bug_numbers", '["1"]', '5:19: panel.open.bug_numbers[0]: must be a bug number, got "1"'],
    [
      "bug_numbers",
      "[0]",
      "5:19: panel.open.bug_numbers[0]: must be a positive whole bug number, got the number 0",
    ],
    [
      "notification_emails",
      "[nobody]",
      '6:27: panel.open.notification_emails[0]: must be an e-mail address, got "nobody"',
    ],
    [
      "record_in_processes",
      "[parent]",
      '7:27: panel.open.record_in_processes[0]: must be one of main, content, gpu, rdd, socket, utility, all_children, all_childs, all, got "parent"',
    ],
    [
      "products",
      "[firefx]",
      '8:16: panel.open.products[0]: must be one of firefox, fennec, thunderbird, geckoview, geckoview_streaming, got "firefx"',
    ],
    [
      "expiry_version",
      "60",
      "9:21: panel.open.expiry_version: must be a string, got the number 60; put it in quotes",
    ],
    [
      "expiry_version",
      '"60.5a1"',
      '9:21: panel.open.expiry_version: must be "never" or a major version of at most 3 digits, as in "160", got "60.5a1"',
    ],
    [
      "expiry_version",
      "",
      '2:3: panel.open.expiry_version: is required: "never" or a major version as in "160"',
    ],
    ["expires", "never", "10:5: panel.open.expires: says the same as expiry_version; keep one of them"],
    [
      "release_channel_collection",
      "optout",
      '10:33: panel.open.release_channel_collection: must be one of opt-in, opt-out, got "optout"',
    ],
    [
      "operating_systems",
      "[beos]",
      '10:25: panel.open.operating_systems[0]: must be one of mac, linux, windows, android, unix, all, got "beos"',
    ],
    ["extra_keys", "{}", "10:17: panel.open.extra_keys: must have at least 1 entry, or be left out"],
    [
      "extra_keys",
      "[source]",
      "10:17: panel.open.extra_keys: must map each extra key to its description, got a list",
    ],
    [
      "extra_keys",
      "{sixteen_letter_: x}",
      '10:18: panel.open.extra_keys.sixteen_letter_: an extra key must be ASCII letters and digits with "_" only between them, got "sixteen_letter_"',
    ],
    [
      "extra_keys",
      "{sixteen_letters1: x}",
      '10:18: panel.open.extra_keys.sixteen_letters1: an extra key must be at most 15 bytes, got 16 ("sixteen_letters1")',
    ],
    [
      "extra_keys",
      "{__proto__: x}",
      '10:18: panel.open.extra_keys.__proto__: an extra key must be ASCII letters and digits with "_" only between them, got "__proto__"',
    ],
    ["extra_keys", "{source: }", "10:26: panel.open.extra_keys.source: must be a string, but it is empty"],
    [
      "extra_keys",
      `{${Array.from({ length: 11 }, (_, index) => `k${index}: x`).join(", ")}}`,
      "10:17: panel.open.extra_keys: must have at most 10 keys, got 11",
    ],
    [
      "record_in_process",
      "[main]",
      "10:5: panel.open.record_in_process: unknown field; did you mean record_in_processes?",
    ],
    ["colour", "red", "10:5: panel.open.colour: unknown field"],
  ])("%s: %s", (field, value, problem) => {
    expect(problemsOf(withFields({ [field]: value }))).toEqual([`Events.yaml:${problem}`]);
  });

  test.each([
    ["an empty file", "", "1:1: must be a mapping with at least 1 of its categories, but it is empty"],
    ["a list", "- a\n", "1:1: must be a mapping with at least 1 of its categories, got a list"],
    [
      "a category without events",
      "panel: {}\n",
      "1:1: panel: must be a mapping with at least 1 of its events, got none",
    ],
    [
      "an event without fields",
      "panel:\n  open:\n",
      "2:3: panel.open: must be a mapping with at least 1 of its fields, but it is empty",
    ],
    ["a key twice", "a: 1\na: 2\n", "2:1: Map keys must be unique"],
    ["two documents", "a: 1\n---\nb: 1\n", "2:1: must be one YAML document, got several"],
    [
      "a tag of another language",
      "a: !!python/object x\n",
      "1:4: Unresolved tag: tag:yaml.org,2002:python/object",
    ],
  ])("%s", (_, yamlText, problem) => {
    expect(problemsOf(yamlText)).toEqual([`Events.yaml:${problem}`]);
  });

  test.each([
    [".panel", 'a category must be ASCII letters and digits with "_" or "." only between them, got ".panel"'],
    ["p".repeat(31), `a category must be at most 30 bytes, got 31 ("${"p".repeat(31)}")`],
  ])("the category %s", (category, problem) => {
    const text = withFields({}).replace("panel", category);
    expect(problemsOf(text)).toEqual([`Events.yaml:1:1: ${category}: ${problem}`]);
  });

  test("the event name a.b, which registerEvents takes in a category only", () => {
    const text = withFields({ methods: "[open]" }).replace("open:", "a.b:");
    expect(problemsOf(text)).toEqual([
      'Events.yaml:2:3: panel.a.b: an event name must be ASCII letters and digits with "_" only between them, got "a.b"',
    ]);
  });

  test("all problems at once, in the order of the file", () => {
    const text = withFields({ objects: "[reload-btn, tab, tab]", description: "5", products: "firefox" });
    expect(problemsOf(text).map((line) => line.split(": ")[1])).toEqual([
      "panel.open.objects[0]",
      "panel.open.objects[2]",
      "panel.open.description",
      "panel.open.products",
    ]);
  });

  test("a combination that two events of a category define, with both names", () => {
    const other = withFields({ methods: "[open]", objects: "[menu, toolbar]" })
      .replace("panel:\n", "")
      .replace("open:", "again:");
    expect(problemsOf(withFields({}) + other)).toEqual([
      'Events.yaml:11:21: panel.again.objects[1]: panel#open#toolbar is already defined by the event "open"',
    ]);
  });

  test("a value of a merge, at the place it comes from", () => {
    const text = SAMPLE.replace("source: What opened it.", "source: 5");
    const line = text.slice(0, text.indexOf("source: 5")).split("\n").length;
    expect(problemsOf(text)).toEqual([
      `Events.yaml:${line}:15: panel.open.extra_keys.source: must be a string, got the number 5; put it in quotes`,
      `Events.yaml:${line}:15: panel.open_late.extra_keys.source: must be a string, got the number 5; put it in quotes`,
    ]);
  });

  test("a long value is shown by its beginning only", () => {
    const [problem] = problemsOf(withFields({ objects: `["${"-".repeat(500)}"]` }));
    expect(problem?.length).toBeLessThan(250);
  });
});
