function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The events of a ping by process: of a main ping from its processes, of an event ping from its payload. */
export function eventsInPing(ping: unknown): Record<string, unknown> {
  const payload = isObject(ping) && isObject(ping.payload) ? ping.payload : {};
  if (isObject(payload.events)) return payload.events;
  const processes = isObject(payload.processes) ? Object.entries(payload.processes) : [];
  return Object.fromEntries(
    processes.flatMap(([name, process]) =>
      isObject(process) && process.events !== undefined ? [[name, process.events]] : [],
    ),
  );
}
