/** The part of a generated module that is the same for every definitions file. */
export const GENERATED_SUPPORT = `\
/** What \`registerEvents\` takes for one event. */
export interface EventData {
  methods: string[];
  objects: string[];
  extra_keys: string[];
  record_on_release: boolean;
  expired: boolean;
}

/**
 * What records the events: \`browser.telemetry\`, \`connectTelemetry()\` of \`event-telemetry/client\`, or
 * \`EventTelemetry\` of \`EventTelemetry.sys.mjs\`. The functions below return what its \`recordEvent\` returns.
 */
export interface EventRecorder<Result = unknown> {
  registerEvents(category: string, data: Record<string, EventData>): unknown;
  recordEvent(
    category: string,
    method: string,
    object: string,
    value?: string | null,
    extra?: Record<string, string> | null,
  ): Result;
}

/** The Firefox that runs: \`browser.runtime.getBrowserInfo()\` and \`Services.appinfo\` both have its version. */
export interface RunningFirefox {
  readonly version: string;
}

interface Definition {
  readonly methods: readonly string[];
  readonly objects: readonly string[];
  readonly extra_keys: readonly string[];
  readonly record_on_release: boolean;
  readonly expires: string;
}

type Definitions = Readonly<Record<string, Readonly<Record<string, Definition>>>>;
type Category = keyof typeof EVENTS;
type EventOf<C extends Category> = (typeof EVENTS)[C][keyof (typeof EVENTS)[C]];
type MethodOf<Event> = Event extends { readonly methods: readonly (infer M)[] } ? M : never;
type WithMethod<Event, M> = Event extends unknown ? (M extends MethodOf<Event> ? Event : never) : never;
type ObjectOf<Event> = Event extends { readonly objects: readonly (infer O)[] } ? O : never;
type WithObject<Event, O> = Event extends unknown ? (O extends ObjectOf<Event> ? Event : never) : never;
type ExtraOf<Event> = Event extends { readonly extra_keys: readonly (infer Key extends string)[] }
  ? [Key] extends [never]
    ? Readonly<Record<string, never>>
    : { readonly [K in Key]?: string | undefined }
  : never;

/**
 * The \`registerEvents\` data of every category. An event that expires in 160 is over from 160.0a1, the first
 * Nightly of 160.
 *
 * @throws {TypeError} when the version does not begin with a number.
 */
export function eventData(running: RunningFirefox): Record<string, Record<string, EventData>> {
  const major = Number.parseInt(running.version, 10);
  if (Number.isNaN(major)) {
    const got = JSON.stringify(running.version);
    throw new TypeError(\`version must be one of Firefox, as in "153.0", got \${got}\`);
  }
  const data: Record<string, Record<string, EventData>> = {};
  for (const [category, events] of Object.entries<Definitions[string]>(EVENTS)) {
    const entries = Object.entries(events).map(([name, event]) => [name, toEventData(event, major)] as const);
    data[category] = Object.fromEntries(entries);
  }
  return data;
}

/**
 * Registers every event. Registrations last as long as Firefox runs, so do this at every start, before recording.
 * Resolves once all categories are registered; rejects with the first refusal.
 */
export async function registerAll(telemetry: EventRecorder, running: RunningFirefox): Promise<void> {
  const categories = Object.entries(eventData(running));
  await Promise.all(categories.map(([category, data]) => telemetry.registerEvents(category, data)));
}

/** \`recordEvent\` with the arguments of \`browser.telemetry.recordEvent\`, limited to what is defined. */
export function recordEvent<
  Result,
  C extends Category,
  M extends MethodOf<EventOf<C>> & string,
  O extends ObjectOf<WithMethod<EventOf<C>, M>> & string,
>(
  telemetry: EventRecorder<Result>,
  category: C,
  method: M,
  object: O,
  value?: string | null,
  extra?: ExtraOf<WithObject<WithMethod<EventOf<C>, M>, O>> | null,
): Result {
  return record(telemetry, category, method, object, value, extra);
}

function toEventData(event: Definition, runningMajor: number): EventData {
  return {
    methods: [...event.methods],
    objects: [...event.objects],
    extra_keys: [...event.extra_keys],
    record_on_release: event.record_on_release,
    expired: event.expires !== "never" && runningMajor >= Number(event.expires),
  };
}

function record<Result>(
  telemetry: EventRecorder<Result>,
  category: string,
  method: string,
  object: string,
  value: string | null | undefined,
  extra: Readonly<Record<string, string | undefined>> | null | undefined,
): Result {
  // Telemetry drops an event whose extra has a value that is not a string, so a key left undefined is left out.
  const strings: Record<string, string> = {};
  for (const [key, text] of Object.entries(extra ?? {})) {
    if (text !== undefined) strings[key] = text;
  }
  const hasExtra = Object.keys(strings).length > 0;
  return telemetry.recordEvent(category, method, object, value ?? null, hasExtra ? strings : null);
}
`;
