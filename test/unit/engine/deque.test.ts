import fc from "fast-check";
import { expect, test } from "vitest";
import { Deque } from "../../../src/engine/deque.ts";

const operation = fc.oneof(
  fc.record({ run: fc.constantFrom("push" as const, "unshift" as const), item: fc.nat() }),
  fc.constant({ run: "shift" as const, item: 0 }),
);

test("a deque is an array, whatever is added and removed at its ends", () => {
  const check = (operations: { run: "push" | "unshift" | "shift"; item: number }[]) => {
    const deque = new Deque<number>();
    const array: number[] = [];
    for (const { run, item } of operations) {
      if (run === "shift") expect(deque.shift()).toBe(array.shift());
      else {
        deque[run](item);
        array[run](item);
      }
      expect(deque.length).toBe(array.length);
      expect(deque.at(0)).toBe(array[0]);
      expect(deque.at(array.length - 1)).toBe(array.at(-1));
      expect([deque.at(-1), deque.at(array.length)]).toEqual([undefined, undefined]);
    }
    expect([...deque]).toEqual(array);
  };
  fc.assert(fc.property(fc.array(operation, { maxLength: 200 }), check));
});

test("the first item past a point is found in order, the length when there is none", () => {
  const deque = new Deque<number>();
  for (const item of [30, 20, 10]) deque.unshift(item);
  expect([5, 10, 15, 30, 31].map((wanted) => deque.findFirst((item) => item >= wanted))).toEqual([
    0, 0, 1, 2, 3,
  ]);
});
