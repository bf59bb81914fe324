import type { EventDefinition } from "./event-definition.ts";

/**
 * The name of each event's generated function: `recordNavigationSearch` for `search` of `navigation`. Names that
 * differ only in `.`, `_` or case can meet; those events get their names spelt out, which cannot meet
 * (`record$a.b` is `$a$b$$name`: no identifier has a `$`).
 */
export function nameFunctions(events: readonly EventDefinition[]): ReadonlyMap<EventDefinition, string> {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(camelName(event), (counts.get(camelName(event)) ?? 0) + 1);
  return new Map(
    events.map((event) => [event, counts.get(camelName(event)) === 1 ? camelName(event) : exactName(event)]),
  );
}

/** What is left of such a name for the types beside the function: `NavigationSearch`. */
export function bareName(functionName: string): string {
  return functionName.replace(/^record/, "");
}

function camelName({ category, name }: EventDefinition): string {
  const words = `${category}_${name}`.split(/[._]+/);
  return `record${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
}

function exactName({ category, name }: EventDefinition): string {
  return `record$${category.replaceAll(".", "$")}$$${name}`;
}
