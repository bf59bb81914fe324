const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The UUID without surrounding braces, in lower case; null when it is none. */
export function normalizeUuid(text: unknown): string | null {
  if (typeof text !== "string" || text.length > 38) return null;
  const bare = text.startsWith("{") && text.endsWith("}") ? text.slice(1, -1) : text;
  const lower = bare.toLowerCase();
  return UUID.test(lower) ? lower : null;
}
