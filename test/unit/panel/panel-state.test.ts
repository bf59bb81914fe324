import { describe, expect, it } from "vitest";
import {
  DEFAULT_STATE,
  fromLink,
  isFiltered,
  NO_FILTER,
  readPanelState,
  toLink,
} from "../../../src/extension/panel-model/panel-state.ts";

describe("the panel's state", () => {
  it("has a default for whatever is missing or wrong, field by field", () => {
    expect(readPanelState(undefined)).toEqual(DEFAULT_STATE);
    expect(readPanelState("nonsense")).toEqual(DEFAULT_STATE);
    expect(readPanelState({ view: "nowhere", text: "kept", columns: ["state", "nothing"], sort: 5 })).toEqual(
      {
        ...DEFAULT_STATE,
        text: "kept",
      },
    );
    expect(readPanelState({ columns: [] }).columns).toEqual(DEFAULT_STATE.columns);
  });

  it("comes back from a link, without what belongs to one session only", () => {
    const state = {
      ...DEFAULT_STATE,
      text: "a b & c=d",
      fields: { state: ["refused"] },
      time: { kind: "last" as const, minutes: 5 },
      columns: ["state" as const, "extra:to" as const],
      selected: [1, 2],
      active: 2,
    };
    const link = toLink(state);
    expect(link).not.toMatch(/[#?& ]/);
    expect(fromLink(link)).toMatchObject({
      text: "a b & c=d",
      fields: { state: ["refused"] },
      time: state.time,
    });
    expect(fromLink(link)).not.toHaveProperty("selected");
    expect(fromLink("%%%")).toBeNull();
  });

  it("is filtered by a text, values, a time or pins, and one step clears them all", () => {
    expect(isFiltered(DEFAULT_STATE)).toBe(false);
    for (const change of [
      { text: "x" },
      { fields: { state: ["sent"] } },
      { time: { kind: "last" as const, minutes: 1 } },
      { pinnedOnly: true },
    ]) {
      const state = { ...DEFAULT_STATE, ...change };
      expect(isFiltered(state)).toBe(true);
      expect(isFiltered({ ...state, ...NO_FILTER })).toBe(false);
    }
    expect(isFiltered({ ...DEFAULT_STATE, text: "x", highlight: true })).toBe(false);
  });
});
