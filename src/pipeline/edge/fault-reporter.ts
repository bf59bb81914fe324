import { LandingError } from "../landing/landing-writer.ts";

/** A disk that is full says so with every batch; an operator needs to hear it now and then. */
const QUIET_MS = 10_000;

/** Prints faults in one line each (a bug with its stack); one with the same words as the last only after ten seconds. */
export function createFaultReporter(
  print: (line: string) => void,
  now: () => number,
): (fault: unknown) => void {
  let last = "";
  let lastAt = Number.NEGATIVE_INFINITY;
  return (fault) => {
    const words = describe(fault);
    if (words === last && now() - lastAt < QUIET_MS) return;
    last = words;
    lastAt = now();
    print(words);
  };
}

function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return fault instanceof LandingError ? fault.message : (fault.stack ?? fault.message);
}
