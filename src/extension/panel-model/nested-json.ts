import { visibleJson } from "./visible-text.ts";

/** The text laid out when it is a JSON object or array, as extras often are; null for any other text. */
export function readNestedJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return visibleJson(JSON.parse(text), 2);
  } catch {
    return null;
  }
}
