import { expect, it } from "vitest";
import { createMicrosecondClock } from "../../../src/pipeline/landing/microsecond-clock.ts";

const NOON = Date.UTC(2026, 10, 24, 12);

function createClock() {
  const time = { wall: NOON, steady: NOON + 0.25 };
  const read = createMicrosecondClock({ wall: () => time.wall, steady: () => time.steady });
  return { time, read };
}

it("tells UTC with six digits of a second", () => {
  const { read } = createClock();
  expect(read()).toBe("2026-11-24T12:00:00.000250Z");
});

it("follows the steady clock between two ticks of the wall clock", () => {
  const { time, read } = createClock();
  time.steady += 0.5;
  expect(read()).toBe("2026-11-24T12:00:00.000750Z");
  time.steady += 0.5;
  expect(read()).toBe("2026-11-24T12:00:00.001250Z");
});

it.each([
  ["was set back", -3_600_000, "2026-11-24T11:00:00.000000Z"],
  ["ran on while the machine slept", 3_600_000, "2026-11-24T13:00:00.000000Z"],
])("follows the wall clock when it %s", (_what, step, expected) => {
  const { time, read } = createClock();
  read();
  time.wall += step;
  expect(read()).toBe(expected);
  time.wall += 1;
  time.steady += 1.125;
  expect(read().slice(0, 26)).toBe(`${expected.slice(0, 20)}001125`);
});
