const LINE_WIDTH = 110;

/** `prefix` + items + `suffix` on one line where it fits, else one item a line with a trailing comma. */
export function printList(prefix: string, items: readonly string[], suffix: string, indent: string): string {
  const flat = `${indent}${prefix}${items.join(", ")}${suffix}`;
  if (flat.length <= LINE_WIDTH) return flat;
  return [
    `${indent}${prefix}`,
    ...items.map((item) => `${indent}  ${item},`),
    `${indent}${suffix.trimStart()}`,
  ].join("\n");
}

/** A property of a type whose type is a union, on one line where it fits, else one member a line. */
export function printUnion(name: string, members: readonly string[], indent: string): string {
  const flat = `${indent}${name}: ${members.join(" | ")};`;
  if (flat.length <= LINE_WIDTH) return flat;
  return `${indent}${name}:\n${members.map((member) => `${indent}  | ${member}`).join("\n")};`;
}

/**
 * A documentation comment of these paragraphs, wrapped. Text from a file can neither end the comment nor be taken
 * for a tag or a directive in it, and shows characters that would reorder or hide code as their code points.
 */
export function printComment(paragraphs: readonly string[], indent: string): string {
  const room = LINE_WIDTH - indent.length - " * ".length;
  const wrapped = paragraphs.map((paragraph) => wrap(makeSafe(paragraph), room));
  const [only, ...others] = wrapped;
  if (others.length === 0 && only?.length === 1 && (only[0] ?? "").length <= room - " */".length) {
    return `${indent}/** ${only[0]} */`;
  }
  const lines = wrapped.flatMap((paragraph, index) => (index === 0 ? paragraph : ["", ...paragraph]));
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n");
}

/** A string literal that no character of `text` can leave. */
export function printString(text: string): string {
  return JSON.stringify(text).replace(HIDDEN_CHARACTERS, escapeCharacter);
}

/** Makes one line of text: each run of white space becomes a space. */
export function joinLines(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Control, line-breaking, zero-width and direction-changing characters ("Trojan Source", CVE-2021-42574). */
const HIDDEN_CHARACTERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Shows every character of `text` that would reorder or hide its surroundings as its code point. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN_CHARACTERS, escapeCharacter);
}

function makeSafe(text: string): string {
  return showHidden(joinLines(text)).replaceAll("*/", "*\\/");
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  // A tag is an @ that begins a line or follows a brace; both are written so that they are text.
  return [...lines, line].map((words) => words.replace(/^@|\{@/g, (tag) => tag.replace("@", "\\@")));
}
