import { z } from "zod";
import { describeGot } from "./definition-problem.ts";

/** How many UTF-8 bytes each kind of name may take: Firefox's TelemetryEvent.cpp. */
export const IDENTIFIER_LIMITS = {
  category: 30,
  "event name": 20,
  method: 20,
  object: 20,
  "extra key": 15,
} as const;

export type IdentifierKind = keyof typeof IDENTIFIER_LIMITS;

/** How many extra keys an event may register: TelemetryEvent.cpp. */
export const MAX_EXTRA_KEYS = 10;

const NAME_PATTERN = /^[A-Za-z0-9](?:[A-Za-z0-9_]*[A-Za-z0-9])?$/;
const CATEGORY_PATTERN = /^[A-Za-z0-9](?:[A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const utf8 = new TextEncoder();

/**
 * The rule for one kind of name: ASCII letters and digits, `_` strictly inside, and in a category `.` strictly
 * inside too; at most so many bytes. The empty name, which Firefox let through by accident, is refused.
 */
export function identifier(kind: IdentifierKind): z.ZodType<string> {
  const limit = IDENTIFIER_LIMITS[kind];
  const [pattern, inner] = kind === "category" ? [CATEGORY_PATTERN, '"_" or "."'] : [NAME_PATTERN, '"_"'];
  return z.string({ error: ({ input }) => expectedString(input) }).check(({ value, issues }) => {
    if (!pattern.test(value)) {
      const message = `a ${kind} must be ASCII letters and digits with ${inner} only between them, ${describeGot(value)}`;
      issues.push({ code: "custom", input: value, message: withArticle(message) });
    }
    const size = utf8.encode(value).length;
    if (size > limit) {
      const message = `a ${kind} must be at most ${limit} bytes, got ${size} (${describeGot(value).slice("got ".length)})`;
      issues.push({ code: "custom", input: value, message: withArticle(message) });
    }
  });
}

/** What to say where text was expected; a bare number or boolean of YAML only needs quotes. */
export function expectedString(input: unknown): string {
  const hint = typeof input === "number" || typeof input === "boolean" ? "; put it in quotes" : "";
  return `must be a string, ${describeGot(input)}${hint}`;
}

function withArticle(message: string): string {
  return message.replace(/^a (?=[aeo])/, "an ");
}
