/** C0 controls, DEL and C1; the marks and overrides that turn the direction of text; breaks and blanks nobody sees. ZWJ stays: emoji need it. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

function showCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/**
 * A text as one visible line: what would hide, break the line or turn the text around shows as its number (`⟨U+202E⟩`). For the eye only:
 * what is copied and exported is the text itself.
 */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, showCharacter).replace(LONE_SURROGATE, "\ufffd");
}

/** JSON that is safe to paste into code and terminals: everything invisible is written as an escape. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    // Line feeds between the tokens are JSON's own; those of strings are escaped already.
    /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
