import { setTimeout as delay } from "node:timers/promises";

export interface WaitOptions {
  /** What is awaited, for the error message: «waited 10 s for <what>». */
  readonly what: string;
  /** Milliseconds until it gives up; 20 s when left out. */
  readonly timeout?: number;
  /** Milliseconds between two looks; 50 when left out. */
  readonly interval?: number;
}

/**
 * Asks `condition` again and again until it gives something truthy, and returns that. A condition that throws counts
 * as «not yet»; its last error becomes the cause of the timeout's error.
 * @throws Error naming `what` once the deadline has passed
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what, timeout = 20_000, interval = 50 }: WaitOptions,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeout;
  for (;;) {
    let cause: unknown;
    try {
      const value = await condition();
      if (value) {
        return value;
      }
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline) {
      throw new Error(
        `waited ${timeout / 1000} s for ${what}, in vain`,
        cause === undefined ? {} : { cause },
      );
    }
    await delay(interval);
  }
}
