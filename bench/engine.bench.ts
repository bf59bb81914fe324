import { createEngine, type Engine } from "../src/engine/engine.ts";
import { measureMedians } from "./measure.ts";
import type { BenchReport } from "./report.ts";

const SOURCE = "bench@example.org";
const EXTRA_KEYS = ["reason", "position"];
/** Events are recorded in turns over this many definitions, so that none of them is always the cached one. */
const RECORDED_DEFINITIONS = 50;

interface Call {
  readonly category: string;
  readonly method: string;
  readonly object: string;
  readonly value: string;
  readonly extra: Readonly<Record<string, string>>;
}

/** An engine with this many definitions, in categories of 100. */
function makeEngine(definitions: number): Engine {
  const engine = createEngine({
    clock: () => performance.now(),
    canRecordExtended: () => true,
    onRecorded: () => {},
    onChange: () => {},
  });
  for (let category = 0; category < definitions / 100; category++) {
    const methods = Array.from({ length: 10 }, (_, at) => `method${at}`);
    const objects = Array.from({ length: 10 }, (_, at) => `object${at}`);
    const data = { event: { methods, objects, extra_keys: EXTRA_KEYS, record_on_release: true } };
    const outcome = engine.registerEvents(`bench.category${category}`, data, SOURCE);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  }
  return engine;
}

/** Calls spread over all of the engine's definitions. */
function makeCalls(engine: Engine): readonly Call[] {
  const definitions = engine.definitions();
  const step = definitions.length / RECORDED_DEFINITIONS;
  return Array.from({ length: RECORDED_DEFINITIONS }, (_, at) => {
    const { category, method, object } = definitions[Math.floor(at * step)] ?? {
      category: "",
      method: "",
      object: "",
    };
    return { category, method, object, value: "a value", extra: { reason: "keyboard", position: `${at}` } };
  });
}

function recordInTurns(engine: Engine): () => void {
  const calls = makeCalls(engine);
  let turn = 0;
  return () => {
    const call = calls[turn++ % calls.length];
    if (!call || !engine.recordEvent(call, { source: SOURCE }).ok) throw new Error("not recorded");
    // Rare enough to leave the median alone, often enough to bound the memory.
    if (engine.queue.size >= 20_000) engine.clearEvents();
  };
}

function fill(engine: Engine, pending: number): Engine {
  const [call] = makeCalls(engine);
  if (!call) throw new Error("no call");
  while (engine.queue.size < pending) engine.recordEvent(call, { source: SOURCE });
  return engine;
}

function carryAndRelease(engine: Engine): () => void {
  return () => {
    engine.queue.take("ping", { limit: 500 });
    engine.queue.release("ping");
  };
}

function cloneInTurns(calls: readonly Call[]): () => void {
  let turn = 0;
  return () => structuredClone(calls[turn++ % calls.length]);
}

/** What the engine's hot paths cost, and that they do not grow with what is registered or pending. */
export async function run(): Promise<BenchReport> {
  const few = makeEngine(100);
  const many = makeEngine(100_000);
  const recording = await measureMedians({
    few: recordInTurns(few),
    many: recordInTurns(many),
    clone: cloneInTurns(makeCalls(few)),
  });
  const carrying = await measureMedians({
    few: carryAndRelease(fill(makeEngine(100), 1_000)),
    many: carryAndRelease(fill(makeEngine(100), 100_000)),
  });
  return {
    title: "engine",
    rows: [
      {
        what: "record an event with a value and two extras, 100 definitions (median)",
        measured: recording.few,
        unit: "µs",
        bound: { kind: "at most", limit: 3 },
      },
      {
        what: "the same, 100,000 definitions (median)",
        measured: recording.many,
        unit: "µs",
        bound: { kind: "at most", limit: 3 },
      },
      {
        what: "recording with 100,000 definitions against 100",
        measured: recording.many / recording.few,
        unit: "×",
        bound: { kind: "at most", limit: 1.3 },
      },
      {
        what: "recording against structuredClone of its arguments",
        measured: recording.few / recording.clone,
        unit: "×",
      },
      {
        what: "take 500 events for a ping and release them, 100,000 pending against 1,000",
        measured: carrying.many / carrying.few,
        unit: "×",
        bound: { kind: "at most", limit: 2 },
      },
    ],
  };
}
