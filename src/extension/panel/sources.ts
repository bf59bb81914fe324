import { signal } from "@preact/signals";
import { type SourceInfo, telemetryInspector } from "../inspector-api.ts";

/** Names and icons of those who record, as far as they have been asked for. */
export const sources = signal<ReadonlyMap<string, SourceInfo>>(new Map());
/** The names alone, for the search. */
export const sourceNames = signal<ReadonlyMap<string, string>>(new Map());

const asked = new Set<string>();

/** Asks once for each new id. */
export async function learnSources(ids: Iterable<string>): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !asked.has(id));
  if (unknown.length === 0) return;
  for (const id of unknown) asked.add(id);
  const learnt = await telemetryInspector.sources(unknown);
  sources.value = new Map([...sources.peek(), ...learnt.map((info) => [info.id, info] as const)]);
  sourceNames.value = new Map([...sources.peek()].map(([id, { name }]) => [id, name]));
}

export function sourceName(id: string): string {
  return sources.value.get(id)?.name ?? id;
}
