import { type EventRow, methodOf } from "./event-fields.ts";

/** One field of two events side by side. Each text is split into what both begin with, what differs, and what both end with. */
export interface FieldDiff {
  readonly field: string;
  readonly same: boolean;
  /** Null where the event has no such field. */
  readonly left: SplitText | null;
  readonly right: SplitText | null;
}

export interface SplitText {
  readonly head: string;
  readonly middle: string;
  readonly tail: string;
}

/** Compares two events field by field: those of the tuple, each extra key, then who and where. */
export function diffEvents(left: EventRow, right: EventRow): readonly FieldDiff[] {
  const keys = [...new Set([...Object.keys(left.extra ?? {}), ...Object.keys(right.extra ?? {})])].sort();
  const extraOf = (row: EventRow, key: string) =>
    row.extra !== null && Object.hasOwn(row.extra, key) ? (row.extra[key] ?? null) : null;
  return [
    diffTexts("category", left.category, right.category),
    diffTexts("method", methodOf(left), methodOf(right)),
    diffTexts("object", left.object, right.object),
    diffTexts("value", left.value, right.value),
    ...keys.map((key) => diffTexts(`extra.${key}`, extraOf(left, key), extraOf(right, key))),
    diffTexts("source", left.source, right.source),
    diffTexts("process", left.process, right.process),
    diffTexts("state", left.state, right.state),
    diffTexts("ping", left.pingId, right.pingId),
  ];
}

function diffTexts(field: string, left: string | null, right: string | null): FieldDiff {
  if (left === null || right === null) {
    const whole = (text: string | null) => (text === null ? null : { head: "", middle: text, tail: "" });
    return { field, same: left === right, left: whole(left), right: whole(right) };
  }
  const head = commonHead([...left], [...right]);
  const leftRest = [...left].slice(head);
  const rightRest = [...right].slice(head);
  const tail = commonHead(leftRest.toReversed(), rightRest.toReversed());
  const split = (text: string, rest: string[]): SplitText => ({
    head: [...text].slice(0, head).join(""),
    middle: rest.slice(0, rest.length - tail).join(""),
    tail: rest.slice(rest.length - tail).join(""),
  });
  return { field, same: left === right, left: split(left, leftRest), right: split(right, rightRest) };
}

/** How many characters both begin with. */
function commonHead(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((character, index) => character !== right[index]);
  return at === -1 ? left.length : at;
}
