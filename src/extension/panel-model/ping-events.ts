import { visibleJson } from "./visible-text.ts";

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

/** The same as JSON for a person: one event a line. */
export function printEvents(ping: unknown): string {
  const groups = Object.entries(eventsInPing(ping)).map(([process, events]) => {
    const lines = Array.isArray(events)
      ? events.map((event) => `    ${visibleJson(event)}`)
      : [visibleJson(events)];
    return `  ${visibleJson(process)}: [\n${lines.join(",\n")}\n  ]`;
  });
  return groups.length === 0 ? "{}" : `{\n${groups.join(",\n")}\n}`;
}
