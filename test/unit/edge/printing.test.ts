import { expect, it } from "vitest";
import { createFaultReporter } from "../../../src/pipeline/edge/fault-reporter.ts";
import { createLinePrinter } from "../../../src/pipeline/edge/line-printer.ts";
import { LandingError } from "../../../src/pipeline/landing/landing-writer.ts";
import { waitFor } from "../../support/wait-for.ts";

it("lines come in the order of their pings, however long each takes to make", async () => {
  const lines: string[] = [];
  const print = createLinePrinter<number>({
    describe: (delay) => new Promise((resolve) => setTimeout(resolve, delay, `after ${delay}`)),
    sizeOf: () => 1,
    print: (line) => lines.push(line),
  });
  for (const delay of [10, 0, 5]) print(delay);
  await waitFor(() => lines.length === 3, { what: "three lines", interval: 1 });
  expect(lines).toEqual(["after 10", "after 0", "after 5"]);
});

it("pings beyond what may wait are counted in place of their lines", async () => {
  const lines: string[] = [];
  const print = createLinePrinter<string>({
    describe: async (item) => item,
    sizeOf: () => 10 * 1024 * 1024,
    print: (line) => lines.push(line),
  });
  for (const item of ["first", "second", "third"]) print(item);
  await waitFor(() => lines.length === 2, { what: "two lines", interval: 1 });
  expect(lines).toEqual(["first", "… and 2 more"]);
  print("fourth");
  await waitFor(() => lines.length === 3, { what: "the next line", interval: 1 });
  expect(lines[2]).toBe("fourth");
});

it("a disk that stays full is reported now and then, and another fault at once", () => {
  const lines: string[] = [];
  let now = 0;
  const report = createFaultReporter(
    (line) => lines.push(line),
    () => now,
  );
  for (now = 0; now < 25_000; now += 1000) report(new LandingError("full", { cause: "ENOSPC" }));
  expect(lines).toEqual(["full", "full", "full"]);
  report(new LandingError("read-only"));
  expect(lines[3]).toBe("read-only");
});

it("a bug is reported with its stack", () => {
  const lines: string[] = [];
  createFaultReporter((line) => lines.push(line), Date.now)(new TypeError("no function"));
  expect(lines[0]).toMatch(/^TypeError: no function\n +at /);
});
