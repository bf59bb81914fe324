/** Events as decoded rows carry them, one list a field, as a list of objects. */
export function listEvents(lists: unknown): Record<string, unknown>[] {
  const fields = Object.entries(lists as Record<string, unknown[]>);
  const count = fields[0]?.[1].length ?? 0;
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(fields.map(([name, list]) => [name, list[i]])),
  );
}
