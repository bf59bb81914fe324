import type * as z from "zod/mini";
import { nameEventItem } from "./wire-event.ts";

type Issue = z.core.$ZodIssue;

const MAX_GOT = 60;
const MAX_ISSUES = 5;

function describeGot(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object") return "an object";
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  return shown.length > MAX_GOT ? `${shown.slice(0, MAX_GOT)}…` : shown;
}

function describeExpected(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${issue.expected}`;
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "invalid_format":
      return `expected text of the form ${issue.pattern ?? issue.format}`;
    case "too_small":
      return `expected at least ${issue.minimum}`;
    case "too_big":
      return `expected at most ${issue.maximum}`;
    case "unrecognized_keys":
      return `unknown key ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    case "invalid_union":
      return `expected one of ${issue.errors.map((branch) => branch.map(describeExpected).join(" and ")).join("; ")}`;
    default:
      return issue.message || issue.code;
  }
}

function lookUp(document: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = document;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}

function formatPath(path: readonly PropertyKey[]): string {
  const eventsAt = path.indexOf("events");
  let shown = "";
  for (const [i, key] of path.entries()) {
    const insideEvent = eventsAt >= 0 && typeof path[i - 1] === "number" && typeof key === "number";
    if (insideEvent) shown += `.${nameEventItem(key)}`;
    else if (typeof key === "number") shown += `[${key}]`;
    else shown += shown === "" ? String(key) : `.${String(key)}`;
  }
  return shown === "" ? "ping" : shown;
}

/**
 * Says why a ping was refused, a sentence a fault, five at most: the field, what was expected, what was got.
 * `payload.events.parent[3].extra.branch: expected a string or null, got 5`.
 */
export function explainFault(error: z.core.$ZodError, document: unknown): string {
  const sentences = error.issues.slice(0, MAX_ISSUES).map((issue) => {
    const got =
      issue.code === "unrecognized_keys" ? "" : `, got ${describeGot(lookUp(document, issue.path))}`;
    return `${formatPath(issue.path)}: ${describeExpected(issue)}${got}`;
  });
  const more = error.issues.length - sentences.length;
  return more > 0 ? `${sentences.join("; ")}; and ${more} more` : sentences.join("; ");
}
