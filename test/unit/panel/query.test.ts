import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../src/extension/panel-model/query.ts";

describe("the search text", () => {
  it.each([
    ["", { words: [], fields: [] }],
    [
      "one Two",
      {
        words: [
          { text: "one", negated: false },
          { text: "two", negated: false },
        ],
        fields: [],
      },
    ],
    ['"one two"', { words: [{ text: "one two", negated: false }], fields: [] }],
    ['"never closed', { words: [{ text: "never closed", negated: false }], fields: [] }],
    ["-not", { words: [{ text: "not", negated: true }], fields: [] }],
    ["state:refused", { words: [], fields: [{ field: "state", values: ["refused"], negated: false }] }],
    ["State:A,B", { words: [], fields: [{ field: "state", values: ["a", "b"], negated: false }] }],
    [
      'source:"my add-on",x',
      { words: [], fields: [{ field: "source", values: ["my add-on", "x"], negated: false }] },
    ],
    ["-method:click", { words: [], fields: [{ field: "method", values: ["click"], negated: true }] }],
    ["https://a.org", { words: [{ text: "https://a.org", negated: false }], fields: [] }],
    ["12:30", { words: [{ text: "12:30", negated: false }], fields: [] }],
    ["-", { words: [{ text: "-", negated: false }], fields: [] }],
  ])("reads %s", (text, query) => {
    expect(parseQuery(text)).toEqual(query);
  });
});
