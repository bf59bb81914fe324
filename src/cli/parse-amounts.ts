import { InvalidArgumentError } from "commander";

/** A whole number of at least 0, for commander. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(count) || count < 0) {
    throw new InvalidArgumentError("expected a whole number of at least 0");
  }
  return count;
}

const UNITS: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** A size in bytes with an optional k, m or g (powers of 1024), for commander: `256m`. */
export function parseBytes(text: string): number {
  const [, digits, unit] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  const factor = UNITS[unit?.toLowerCase() ?? "?"];
  if (digits === undefined || factor === undefined) {
    throw new InvalidArgumentError("expected a number of bytes, such as 65536, 64k or 256m");
  }
  return Number(digits) * factor;
}
