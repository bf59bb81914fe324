import * as z from "zod/mini";
import { COLUMNS, type ColumnId, DEFAULT_COLUMNS, isColumnId } from "./columns.ts";
import { FIELDS } from "./event-fields.ts";

export const VIEWS = ["events", "pings", "registry", "counts", "timeline", "health"] as const;
export type View = (typeof VIEWS)[number];

/** As Firefox is, or always light, or always dark; forced colours win over each. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const columnId = z.string().check(z.refine(isColumnId)) as unknown as z.ZodMiniType<ColumnId>;
const time = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("last"), minutes: z.number().check(z.positive()) }),
  z.object({ kind: z.literal("range"), from: z.nullable(z.number()), to: z.nullable(z.number()) }),
]);
const mark = z.object({ pinned: z.boolean(), note: z.string() });
/** Each field falls back on its own: a state of an older version loses what it cannot say, and nothing else. */
const or = <T extends z.ZodMiniType>(schema: T, fallback: z.output<T>) => z.catch(schema, fallback as never);

/** What the panel looks like and looks at, in every place it is open in: kept in the background while Firefox runs. */
const panelState = z.object({
  view: or(z.enum(VIEWS), "events"),
  text: or(z.string(), ""),
  regex: or(z.boolean(), false),
  highlight: or(z.boolean(), false),
  fields: or(z.partialRecord(z.enum(FIELDS), z.array(z.string())), {}),
  time: or(time, { kind: "all" }),
  pinnedOnly: or(z.boolean(), false),
  sort: or(z.object({ column: columnId, descending: z.boolean() }), { column: "time", descending: false }),
  group: or(z.nullable(z.enum(["category", "method", "object", "source", "state"])), null),
  collapsed: or(z.array(z.string()), []),
  columns: or(z.array(columnId).check(z.minLength(1)), [...DEFAULT_COLUMNS]),
  follow: or(z.boolean(), true),
  /** The newest event at the moment of the pause; null while it runs. */
  pausedAt: or(z.nullable(z.number()), null),
  clearedUpTo: or(z.number(), 0),
  selected: or(z.array(z.number()), []),
  active: or(z.nullable(z.number()), null),
  detail: or(z.boolean(), false),
  /** By event id. */
  marks: or(z.record(z.string(), mark), {}),
  timelineBy: or(z.enum(["category", "source"]), "category"),
  pingType: or(z.string(), ""),
  singleKeys: or(z.boolean(), true),
  theme: or(z.enum(THEMES), "auto"),
});

export type PanelState = z.output<typeof panelState>;

/** Reads a kept or linked state; what is missing or wrong gets its default. */
export function readPanelState(value: unknown): PanelState {
  return panelState.parse(typeof value === "object" && value !== null ? value : {});
}

export const DEFAULT_STATE: PanelState = readPanelState({});

/** What outlives Firefox's end: how the panel is set up, not what it looks at. */
export const SETTINGS = [
  "columns",
  "group",
  "timelineBy",
  "singleKeys",
  "theme",
] as const satisfies (keyof PanelState)[];

/** What a link to a view carries: event ids mean nothing in another session. */
const LINKED = ["view", "text", "regex", "highlight", "fields", "time", "sort", "group", "columns"] as const;

/** The state as the fragment of a link; only what differs from the default. */
export function toLink(state: PanelState): string {
  const told = LINKED.filter((name) => JSON.stringify(state[name]) !== JSON.stringify(DEFAULT_STATE[name]));
  const link = Object.fromEntries(told.map((name) => [name, state[name]]));
  return encodeURIComponent(JSON.stringify(link));
}

/** The part of a state that a link carries, or null for a fragment that is none. */
export function fromLink(fragment: string): Partial<PanelState> | null {
  try {
    const link = JSON.parse(decodeURIComponent(fragment)) as Record<string, unknown>;
    const state = readPanelState(link);
    return Object.fromEntries(LINKED.map((name) => [name, state[name]]));
  } catch {
    return null;
  }
}

/** Whether anything is kept off the list. */
export function isFiltered(state: PanelState): boolean {
  const chosen = Object.values(state.fields).some((values) => values !== undefined && values.length > 0);
  return chosen || state.pinnedOnly || state.time.kind !== "all" || (state.text !== "" && !state.highlight);
}

/** One key clears: the text, the fields and the time. */
export const NO_FILTER = {
  text: "",
  regex: false,
  fields: {},
  time: { kind: "all" },
  pinnedOnly: false,
} as const satisfies Partial<PanelState>;

export const ALL_COLUMNS: readonly ColumnId[] = COLUMNS;
