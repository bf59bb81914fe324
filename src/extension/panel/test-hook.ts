import type { EventTuple } from "../../pings/event-tuple.ts";
import { type EventState, type HistoryEntry, telemetryInspector } from "../inspector-api.ts";
import type { EventRow } from "../panel-model/event-fields.ts";
import { tupleOf } from "../panel-model/event-tuple-text.ts";
import type { ExportedEvent } from "../panel-model/exported-event.ts";

/** What must be the same in an event; what is left out may be anything. */
export interface EventQuestion {
  readonly category?: string;
  readonly method?: string;
  readonly object?: string;
  readonly value?: string | null;
  readonly source?: string;
  readonly state?: EventState;
}

/**
 * For tests that drive Firefox: `eventTelemetry` in the panel's page gives the events themselves, whatever the list shows.
 * docs/panel-features.md has an example.
 */
export interface TestHook {
  /** Every event and refusal held that answers the question, oldest first, as an exported file has it. */
  events(question?: EventQuestion): Promise<readonly ExportedEvent[]>;
  /** The same as they travel, without refusals: what «copy as test assertion» is about. */
  tuples(question?: EventQuestion): Promise<readonly EventTuple[]>;
  /** The first that answers the question, held already or still to come; rejects after `timeout` ms (10,000). */
  waitFor(question: EventQuestion, timeout?: number): Promise<ExportedEvent>;
}

const PAGE = 1_000;
const LOOK_MS = 50;
const TIMEOUT_MS = 10_000;

function answers(question: EventQuestion, entry: HistoryEntry): boolean {
  const asked = Object.entries(question) as [keyof EventQuestion, unknown][];
  return asked.every(([name, wanted]) => entry[name] === wanted);
}

async function find(question: EventQuestion): Promise<readonly EventRow[]> {
  const found: HistoryEntry[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let more = true; more; ) {
    const page = await telemetryInspector.page(before, PAGE);
    found.unshift(...page.entries.filter((entry) => answers(question, entry)));
    before = page.entries[0]?.id ?? 0;
    more = page.more;
  }
  return found;
}

/** The schema of files is loaded when somebody asks, not when the panel opens. */
async function events(question: EventQuestion = {}): Promise<readonly ExportedEvent[]> {
  const { toExportedEvent } = await import("../panel-model/exported-event.ts");
  return (await find(question)).map((row) => toExportedEvent(row, undefined));
}

async function tuples(question: EventQuestion = {}): Promise<readonly EventTuple[]> {
  return (await find(question)).filter(({ state }) => state !== "refused").map(tupleOf);
}

async function waitFor(question: EventQuestion, timeout = TIMEOUT_MS): Promise<ExportedEvent> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const [first] = await events(question);
    if (first !== undefined) return first;
    if (Date.now() >= deadline) {
      throw new Error(`no event with ${JSON.stringify(question)} in ${timeout} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Whoever can run a script in this page can use it: a test that drives Firefox, or a person in the developer tools. */
export function offerTestHook(): void {
  const hook: TestHook = { events, tuples, waitFor };
  Object.assign(globalThis, { eventTelemetry: hook });
}
