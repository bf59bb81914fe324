import { describe, expect, it } from "vitest";
import { condenseColumns, DEFAULT_COLUMNS } from "../../../src/extension/panel-model/columns.ts";

describe("columns where room is short", () => {
  it("puts an event's three names into one column, where the category was", () => {
    expect(condenseColumns(DEFAULT_COLUMNS)).toEqual(["state", "time", "event", "value", "extra", "source"]);
    expect(condenseColumns(["object", "extra:n", "category", "method"])).toEqual(["extra:n", "event"]);
  });

  it("leaves a choice alone in which one of the three is missing", () => {
    expect(condenseColumns(["time", "category", "object"])).toEqual(["time", "category", "object"]);
  });
});
