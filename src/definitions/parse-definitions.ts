import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { type DefinitionProblem, describeGot, formatField } from "./definition-problem.ts";
import type { EventDefinition, EventDefinitions } from "./event-definition.ts";
import { identifier } from "./event-identifiers.ts";
import { EVENT_FIELDS, eventShape } from "./event-shape.ts";
import { readYaml, type SourcePath } from "./yaml-source.ts";

export type ParsedDefinitions =
  | { readonly ok: true; readonly definitions: EventDefinitions }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

type Report = (path: SourcePath, message: string, part?: "key" | "value") => void;

const FARTHEST_SUGGESTION = 4;

/**
 * Parses the text of an Events.yaml file: category → event → fields, as Firefox's parse_events.py reads it, with
 * the identifier rules of `registerEvents`. Every problem of the file is returned at once, with its place.
 */
export function parseDefinitions(yamlText: string): ParsedDefinitions {
  const source = readYaml(yamlText);
  const problems: DefinitionProblem[] = source.faults.map((fault) => ({ ...fault, field: "" }));
  const report: Report = (path, message, part = "value") => {
    problems.push({ position: source.locate(path, part), field: formatField(path), message });
  };
  const definitions = new Map<string, readonly EventDefinition[]>();
  if (problems.length === 0) {
    for (const [category, events] of readEntries(source.value, [], "categories", report)) {
      reportShape(identifier("category").safeParse(category), [category], report, "key");
      definitions.set(category, parseCategory(category, events, report));
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, definitions };
}

function parseCategory(category: string, events: unknown, report: Report): EventDefinition[] {
  const parsed: EventDefinition[] = [];
  const owners = new Map<string, string>();
  for (const [name, fields] of readEntries(events, [category], "events", report)) {
    reportShape(identifier("event name").safeParse(name), [category, name], report, "key");
    const definition = parseEvent(category, name, fields, report);
    if (definition === undefined) continue;
    parsed.push(definition);
    reportCombinations(definition, owners, report);
  }
  return parsed;
}

function parseEvent(
  category: string,
  name: string,
  fields: unknown,
  report: Report,
): EventDefinition | undefined {
  const path = [category, name];
  const entries = new Map(readEntries(fields, path, "fields", report));
  if (entries.size === 0) return undefined;
  for (const [field, value] of entries) {
    if (!EVENT_FIELDS.includes(field)) report([...path, field], `unknown field${suggest(field)}`, "key");
    else if (Array.isArray(value)) reportDuplicates(value, [...path, field], report);
  }
  reportExpiryFields(entries, path, report);
  reportExtraKeys(entries.get("extra_keys"), [...path, "extra_keys"], report);
  const result = eventShape.safeParse(Object.fromEntries(entries));
  reportShape(result, path, report);
  if (!result.success) return undefined;
  const { data } = result;
  return {
    category,
    name,
    methods: data.methods ?? [name],
    objects: data.objects,
    extraKeys: data.extra_keys ?? new Map(),
    description: data.description,
    expires: data.expiry_version ?? data.expires ?? "never",
    releaseChannelCollection: data.release_channel_collection,
    recordInProcesses: data.record_in_processes,
    products: data.products,
    operatingSystems: data.operating_systems,
    bugNumbers: data.bug_numbers,
    notificationEmails: data.notification_emails,
  };
}

function readEntries(value: unknown, path: SourcePath, what: string, report: Report): [string, unknown][] {
  if (value instanceof Map && value.size > 0) return [...value];
  const got = value instanceof Map ? "got none" : describeGot(value);
  report(path, `must be a mapping with at least 1 of its ${what}, ${got}`, "key");
  return [];
}

function reportDuplicates(list: readonly unknown[], path: SourcePath, report: Report): void {
  list.forEach((entry, index) => {
    const first = list.indexOf(entry);
    if (first !== index) report([...path, index], `is entry ${first} again, ${describeGot(entry)}`);
  });
}

function reportExtraKeys(value: unknown, path: SourcePath, report: Report): void {
  if (!(value instanceof Map)) return;
  for (const key of value.keys()) {
    reportShape(identifier("extra key").safeParse(key), [...path, key], report, "key");
  }
}

function reportExpiryFields(entries: ReadonlyMap<string, unknown>, path: SourcePath, report: Report): void {
  const hasBoth = entries.has("expiry_version") && entries.has("expires");
  if (hasBoth) report([...path, "expires"], "says the same as expiry_version; keep one of them", "key");
  if (!entries.has("expiry_version") && !entries.has("expires")) {
    report([...path, "expiry_version"], 'is required: "never" or a major version as in "160"', "key");
  }
}

/** A combination belongs to one event of the file: events.rst of Firefox, "The YAML definition file". */
function reportCombinations(event: EventDefinition, owners: Map<string, string>, report: Report): void {
  for (const method of event.methods) {
    event.objects.forEach((object, index) => {
      const combination = `${event.category}#${method}#${object}`;
      const owner = owners.get(combination);
      owners.set(combination, owner ?? event.name);
      if (owner === undefined || owner === event.name) return;
      const path = [event.category, event.name, "objects", index];
      report(path, `${combination} is already defined by the event ${JSON.stringify(owner)}`);
    });
  }
}

function reportShape(
  result: z.ZodSafeParseResult<unknown>,
  path: SourcePath,
  report: Report,
  part: "key" | "value" = "value",
): void {
  for (const issue of result.error?.issues ?? []) {
    const inner = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    report([...path, ...inner], issue.message, part);
  }
}

function suggest(field: string): string {
  const candidate = closest(field, [...EVENT_FIELDS]);
  return distance(field, candidate) <= FARTHEST_SUGGESTION ? `; did you mean ${candidate}?` : "";
}
