import { attempt } from "./foreign.ts";

/** Units of a described value in a notice or in the refusal log. */
export const DESCRIBED_UNITS = 120;

/** Keys of an object that are described; more than an event may have. */
const DESCRIBED_KEYS = 12;

/** At most `units` units of the text, with an ellipsis where something was cut. */
export function boundText(text: string, units: number = DESCRIBED_UNITS): string {
  return text.length <= units ? text : `${text.slice(0, units - 1)}…`;
}

/** Any value as bounded text for a person. Runs no code of the value: no `toString`, no getter. */
export function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(boundText(value));
  if (typeof value === "bigint") return "a bigint";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  return attempt(() => Array.isArray(value))?.value ? "an array" : "an object";
}

/** An object's own properties as bounded text, `{"key": "value", …}`; anything else as `describe` has it. */
export function describeProperties(value: unknown): string {
  if (typeof value !== "object" || value === null) return describe(value);
  const described = attempt(() => {
    const keys = Object.keys(value);
    const parts = keys.slice(0, DESCRIBED_KEYS).map((key) => {
      const property = Object.getOwnPropertyDescriptor(value, key);
      return `${describe(key)}: ${property && "value" in property ? describe(property.value) : "a getter"}`;
    });
    return `{${parts.join(", ")}${keys.length > DESCRIBED_KEYS ? ", …" : ""}}`;
  });
  return described?.value ?? "an unreadable object";
}

/** An argument as a person would write it in a list: strings plain and bounded, anything else as `describe` has it. */
export function showArgument(argument: unknown): string {
  return typeof argument === "string" ? boundText(argument) : describe(argument);
}
