import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** A value and how often it comes up against the others. */
export type Weighted<Value> = readonly (readonly [value: Value, weight: number])[];

/** Repeatable chance. Two streams of the same seed with different labels know nothing of each other. */
export class Random {
  readonly #generator: RandomGenerator;

  constructor(seed: string, label: string) {
    const state = createHash("sha256").update(`${seed}\n${label}`).digest();
    this.#generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => state.readInt32LE(at)));
  }

  /** In [0, 1). */
  fraction(): number {
    return uniformFloat64(this.#generator);
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return uniformInt(this.#generator, min, max);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.int(0, values.length - 1)] ?? values[0];
  }

  weighted<Value>(values: Weighted<Value>): Value {
    const total = values.reduce((sum, [, weight]) => sum + weight, 0);
    let left = this.fraction() * total;
    for (const [value, weight] of values) {
      left -= weight;
      if (left < 0) return value;
    }
    throw new Error("nothing to choose from");
  }

  /** Around `median`, often near it, now and then many times as much: how long sessions and delays are. */
  longTailed(median: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
    return median * Math.exp(spread * normal);
  }

  uuid(): string {
    const hex = Array.from({ length: 4 }, () => this.int(0, 0xffff_ffff).toString(16).padStart(8, "0")).join(
      "",
    );
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
