import { describe, expect, it } from "vitest";
import { binEvents, sumOf } from "../../../src/extension/panel-model/timeline-bins.ts";
import { row } from "./event-rows.ts";

const at = (seconds: number, category = "a") =>
  row(seconds, { category, wallTime: 1_700_000_000_000 + seconds * 1_000 });
const byCategory = (event: { readonly category: string }): string => event.category;

describe("the timeline", () => {
  it("counts every event once, by time and by series", () => {
    const rows = [at(0), at(1), at(1, "b"), at(59), at(59, "b"), at(59, "b")];
    const timeline = binEvents(rows, byCategory, 60, 6);
    expect(timeline.series).toEqual(["a", "b"]);
    expect(timeline.bins.reduce((sum, bin) => sum + sumOf(bin), 0)).toBe(rows.length);
    expect(timeline.peak).toBe(3);
    expect(timeline.bins.at(-1)?.counts).toEqual([1, 2]);
  });

  it("has bins of a round width that follow each other and hold all events", () => {
    for (const span of [0, 0.4, 7, 65, 4_000, 100_000, 5_000_000]) {
      const { bins } = binEvents([at(3), at(3 + span)], byCategory, 60, 6);
      expect(bins.length).toBeLessThanOrEqual(60);
      const width = (bins[0]?.to ?? 0) - (bins[0]?.from ?? 0);
      expect((bins[0]?.from ?? 1) % width).toBe(0);
      for (const [place, bin] of bins.entries()) expect(bin.from).toBe((bins[0]?.from ?? 0) + place * width);
      expect(bins.at(-1)?.to).toBeGreaterThan(at(3 + span).wallTime);
    }
  });

  it("keeps the most frequent series and puts the others together", () => {
    const rows = [at(1, "x"), at(1, "x"), at(1, "y"), at(1, "y"), at(1, "z"), at(1, "w")];
    const { series, bins } = binEvents(rows, byCategory, 60, 2);
    expect(series).toEqual(["x", "y", null]);
    expect(bins[0]?.counts).toEqual([2, 2, 2]);
  });

  it("is empty without events", () => {
    expect(binEvents([], byCategory, 60, 6)).toEqual({ series: [], bins: [], peak: 0 });
  });
});
