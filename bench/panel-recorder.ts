import { IMPORT } from "../test/support/add-on.ts";
import type { Firefox } from "../test/support/firefox.ts";

/** For chrome scripts: `recordOne(n)` records the n-th of events that differ in all their parts. */
const RECORD_ONE = `${IMPORT}
  const METHODS = ["open", "close", "save", "move"];
  const OBJECTS = ["menu", "file", "tab"];
  const recordOne = (n) => EventTelemetry.recordEvent(
    "bench.panel", METHODS[n % 4], OBJECTS[n % 3], n % 2 ? null : "value " + (n % 50), { n: String(n), kind: "kind " + (n % 7) });`;

export function registerBenchEvents(firefox: Firefox): Promise<null> {
  return firefox.chrome<null>(
    `${IMPORT}
     EventTelemetry.registerEvents("bench.panel", {
       all: {
         methods: ["open", "close", "save", "move"], objects: ["menu", "file", "tab"], extra_keys: ["n", "kind"], record_on_release: true,
       },
     });
     return null;`,
  );
}

/**
 * Records as fast as it can, but lets the event loop turn after each 250 events, as whoever records in a real Firefox does. Then drops what is pending, so
 * that every measurement begins with an empty queue.
 * @returns events a second
 */
export function recordFast(firefox: Firefox, count: number): Promise<number> {
  return firefox.chrome<number>(
    `${RECORD_ONE}
     const turn = () => new Promise((resolve) => Services.tm.dispatchToMainThread(resolve));
     const start = performance.now();
     for (let n = 0; n < args[0]; n++) {
       recordOne(n);
       if (n % 250 === 249) await turn();
     }
     const rate = args[0] / ((performance.now() - start) / 1000);
     EventTelemetry.clearEvents();
     return rate;`,
    count,
  );
}

/** Waits until Firefox has nothing to do but what can wait. */
export function untilIdle(firefox: Firefox): Promise<null> {
  return firefox.chrome<null>(
    `for (let turn = 0; turn < 5; turn++) {
       await new Promise((resolve) => Services.tm.idleDispatchToMainThread(resolve, 2000));
       await new Promise((resolve) => setTimeout(resolve, 100));
     }
     return null;`,
  );
}

/** Records at a steady pace for some seconds. */
export function recordSteadily(firefox: Firefox, aSecond: number, seconds: number): Promise<null> {
  return firefox.chrome<null>(
    `${RECORD_ONE}
     const [aSecond, seconds] = args;
     const start = performance.now();
     let done = 0;
     while (done < aSecond * seconds) {
       const due = Math.min(aSecond * seconds, Math.floor(((performance.now() - start) / 1000) * aSecond));
       while (done < due) recordOne(done++);
       await new Promise((resolve) => setTimeout(resolve, 5));
     }
     return null;`,
    aSecond,
    seconds,
  );
}
