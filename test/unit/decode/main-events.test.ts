import { describe, expect, it } from "vitest";
import { readMainEvents } from "../../../src/pipeline/decode/main-events.ts";
import type { JsonObject } from "../../../src/pipeline/decode/parse-json.ts";
import { ValueStringifier } from "../../../src/pipeline/decode/stringify-value.ts";
import { listEvents } from "../../support/event-lists.ts";

/** Reads the events of a main ping whose parent process sent this JSON as `events`. */
function readParent(events: string) {
  const text = `{"payload":{"processes":{"parent":{"events":${events}}}}}`;
  return read(JSON.parse(text).payload.processes, text);
}

function read(processes: JsonObject, text: string) {
  const { events, malformed } = readMainEvents(processes, new ValueStringifier(text));
  return { events: listEvents(events), malformed };
}

describe("an event of a main ping", () => {
  it.each([
    ['[1,"c","m","o"]', null, {}],
    ['[1,"c","m","o","v"]', "v", {}],
    ['[1,"c","m","o","v",{"k":"x"}]', "v", { k: "x" }],
    ['[1,"c","m","o",null,{"k":"x"}]', null, { k: "x" }],
    ['[-1,"","m","o",null,{}]', null, {}],
  ])("is kept: %s", (event, value, extra) => {
    const { events, malformed } = readParent(`[${event}]`);
    expect(malformed).toEqual([]);
    expect(events).toMatchObject([
      { process: "parent", string_value: value, map_values: { telemetry_process: "parent", ...extra } },
    ]);
  });

  it.each([
    ['["malformed"]', ": expected 4 to 6 items"],
    ['[1,"c","m","o","v",{},1]', ": expected 4 to 6 items"],
    ['[1.5,"c","m","o"]', ".timestamp: expected a whole number"],
    ['["1","c","m","o"]', ".timestamp: expected a whole number"],
    ['[1,null,"m","o"]', ".category: expected a string"],
    ['[1,"c",5,"o"]', ".method: expected a string"],
    ['[1,"c","m",{}]', ".object: expected a string"],
    ['[1,"c","m","o",null]', ".value: expected a string (5 items)"],
    ['[1,"c","m","o",5]', ".value: expected a string (5 items)"],
    ['[1,"c","m","o",5,{}]', ".value: expected a string or null"],
    ['[1,"c","m","o",null,null]', ".extra: expected an object (6 items)"],
    ['[1,"c","m","o","v",["x"]]', ".extra: expected an object (6 items)"],
    ["7", ": expected an array"],
    ["null", ": expected an array"],
  ])("is dropped and handed back with its fault: %s", (event, fault) => {
    const { events, malformed } = readParent(`[[1,"c","m","o"],${event}]`);
    expect(events).toHaveLength(1);
    expect(malformed).toEqual([
      { message: `payload.processes.parent.events[1]${fault}`, event: JSON.parse(event) },
    ]);
  });

  it.each([
    ["null", "null"],
    ["0", "0"],
    ["1.0", "1.0"],
    ["1e3", "1e3"],
    ["12345678901234567890", "12345678901234567890"],
    ["true", "true"],
    ['"text"', "text"],
    ['["a",1.0]', '["a",1.0]'],
    ['{"b":null}', '{"b":null}'],
  ])("has the value %s of its extra as the text %s", (value, expected) => {
    const { events } = readParent(`[[1,"c","m","o",null,{"k":${value}}]]`);
    expect(events[0]?.map_values).toEqual({ k: expected, telemetry_process: "parent" });
  });

  it("keeps its own telemetry_process", () => {
    const { events } = readParent('[[1,"c","m","o",null,{"telemetry_process":"mine"}]]');
    expect(events[0]).toMatchObject({ process: "parent", map_values: { telemetry_process: "mine" } });
  });

  it("keeps a key named __proto__", () => {
    const { events } = readParent('[[1,"c","m","o",null,{"__proto__":"x"}]]');
    expect(Object.entries(events[0]?.map_values ?? {})).toContainEqual(["__proto__", "x"]);
  });
});

describe("the events of a main ping", () => {
  const readAll = (processes: unknown) => {
    const text = JSON.stringify({ payload: { processes } });
    return read(JSON.parse(text).payload.processes, text);
  };

  it("are those of every process, dynamic and ones we do not know among them", () => {
    const event = [1, "c", "m", "o"];
    const names = [
      "parent",
      "content",
      "extension",
      "gpu",
      "dynamic",
      "socket",
      "rdd",
      "utility",
      "some-new",
    ];
    const { events } = readAll(Object.fromEntries(names.map((name) => [name, { events: [event] }])));
    expect(events.map(({ process }) => process)).toEqual(names);
  });

  it("are none where a process has none, and a fault where they are no array", () => {
    const { events, malformed } = readAll({ parent: { scalars: {} }, content: { events: {} }, gpu: null });
    expect(events).toEqual([]);
    expect(malformed).toEqual([
      { message: "payload.processes.content.events: expected an array", event: {} },
    ]);
  });
});
