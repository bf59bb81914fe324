const EVENT_CATEGORY = /^[A-Za-z0-9](?:[A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const EVENT_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_]*[A-Za-z0-9])?$/;
const SCALAR_CATEGORY = /^[A-Za-z0-9](?:[A-Za-z0-9.]*[A-Za-z0-9])?$/;

/**
 * The patterns of Firefox's identifiers: ASCII letters and digits, with `_` (and `.` in categories) strictly inside. Firefox let
 * the empty text through by accident; we refuse it. The patterns are ASCII, so a length in units is a length in bytes.
 */
const PATTERNS = {
  "event-category": EVENT_CATEGORY,
  "event-name": EVENT_NAME,
  "scalar-category": SCALAR_CATEGORY,
  "scalar-name": EVENT_NAME,
} as const;

export type IdentifierKind = keyof typeof PATTERNS;

/** Whether `text` is an identifier of this kind of at most `maxBytes` bytes. */
export function isIdentifier(text: string, kind: IdentifierKind, maxBytes: number): boolean {
  return text.length <= maxBytes && PATTERNS[kind].test(text);
}
