import type { Position } from "./yaml-source.ts";

/** Something a person has to correct in a definitions file. */
export interface DefinitionProblem {
  readonly position: Position;
  /** Where in the definitions: `navigation.search.objects[1]`; empty for the file as a whole. */
  readonly field: string;
  /** The rule, its limit and what was got, as one sentence without a final period. */
  readonly message: string;
}

const LONGEST_QUOTE = 60;

/** Says what was found in the file, for the end of a message: `got the number 60`, `got "reload-btn"`. */
export function describeGot(value: unknown): string {
  if (value === undefined) return "but it is missing";
  if (value === null) return "but it is empty";
  if (typeof value === "string") {
    const shown = value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
    return `got ${JSON.stringify(shown)}`;
  }
  if (value instanceof Map) return "got a mapping";
  if (Array.isArray(value)) return "got a list";
  return `got the ${typeof value} ${String(value)}`;
}

/** Writes a path as a person would: `["navigation", "search", "objects", 1]` as `navigation.search.objects[1]`. */
export function formatField(path: readonly (string | number)[]): string {
  return path
    .map((segment, index) =>
      typeof segment === "number" ? `[${segment}]` : index === 0 ? segment : `.${segment}`,
    )
    .join("");
}

/** One line a problem, in the order of the file: `FILE:LINE:COLUMN: field: message`, as compilers write it. */
export function formatProblems(fileName: string, problems: readonly DefinitionProblem[]): string {
  return problems
    .toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column)
    .map(({ position, field, message }) => {
      const place = `${fileName}:${position.line}:${position.column}`;
      return `${place}: ${field === "" ? "" : `${field}: `}${message}`;
    })
    .join("\n");
}
