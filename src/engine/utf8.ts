const LONE_SURROGATE = /\p{Surrogate}/gu;
const ANY_SURROGATE = /[\ud800-\udfff]/;

/** The text with every lone surrogate replaced by U+FFFD, as a conversion to UTF-8 does it. */
export function replaceLoneSurrogates(text: string): string {
  return ANY_SURROGATE.test(text) ? text.replace(LONE_SURROGATE, "\ufffd") : text;
}

/** UTF-8 bytes of the code point that starts with this unit, in well-formed text; 4 means that it is a pair of units. */
export function bytesOfUnit(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return isHighSurrogate(unit) ? 4 : 3;
}

/** UTF-8 bytes of a text, lone surrogates counted as the U+FFFD they become. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  const wellFormed = replaceLoneSurrogates(text);
  for (let at = 0; at < wellFormed.length; at++) {
    const size = bytesOfUnit(wellFormed.charCodeAt(at));
    bytes += size;
    if (size === 4) at++;
  }
  return bytes;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/**
 * The longest prefix of whole code points that fits into `maxBytes` of UTF-8. Lone surrogates become U+FFFD before
 * anything is measured, so the result is always well formed.
 */
export function truncateUtf8(text: string, maxBytes: number): { text: string; truncated: boolean } {
  const wellFormed = replaceLoneSurrogates(text);
  if (wellFormed.length * 3 <= maxBytes) return { text: wellFormed, truncated: false };
  let bytes = 0;
  for (let at = 0; at < wellFormed.length; at++) {
    const size = bytesOfUnit(wellFormed.charCodeAt(at));
    if (bytes + size > maxBytes) return { text: wellFormed.slice(0, at), truncated: true };
    bytes += size;
    if (size === 4) at++;
  }
  return { text: wellFormed, truncated: false };
}
