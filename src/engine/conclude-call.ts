import type { Outcome } from "./outcome.ts";
import type { Refusals, RefusedCall } from "./refusal-log.ts";
import type { Sequence } from "./sequence.ts";

export interface ConcludeParts {
  readonly refusals: Refusals;
  readonly sequence: Sequence;
  readonly clock: () => number;
  readonly announceChange: () => void;
}

/**
 * Ends every call that may change something: a refusal is logged, with the call described only then, the change is announced,
 * and the outcome passed on.
 */
export type Conclude = <T>(
  outcome: Outcome<T>,
  source: string,
  describeCall: () => RefusedCall,
) => Outcome<T>;

export function createConclude({ refusals, sequence, clock, announceChange }: ConcludeParts): Conclude {
  return (outcome, source, describeCall) => {
    if (!outcome.ok) {
      const notice = outcome.refusal;
      refusals.add({ seq: sequence.next(), timestamp: clock(), source, call: describeCall(), notice });
    }
    announceChange();
    return outcome;
  };
}
