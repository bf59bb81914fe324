/**
 * The rules of Firefox's event and scalar behaviour that the engine keeps, numbered by the sections of the behavioural description: numbers
 * are rows of its tables, words name its other rules. Each has a case in `cases.ts`, or a reason below why it cannot have one.
 */
export const RULES: Readonly<Record<string, readonly string[]>> = {
  "2 The event record": [
    "2/shapes",
    "2/empty-value",
    "2/empty-extra",
    "2/key-order",
    "2/own-properties",
    "2/array",
  ],
  "2.1 Timestamp": ["2.1/timestamp", "2.1/order"],
  "3 Identifiers": [
    "3/length",
    "3/letters-digits",
    "3/underscore",
    "3/dot",
    "3/runs",
    "3/empty",
    "3/other-characters",
    "3/only-at-registration",
  ],
  "4.1 registerEvents: validation order and errors": [
    ...rows("4.1", 14),
    "4.1/order",
    "4.1/missing",
    "4.1/exists",
    "4.1/unknown-properties",
    "4.1/empty",
    "4.1/duplicates",
    "4.1/histogram",
  ],
  "4.2 Atomicity": ["4.2/atomic"],
  "4.3 What is registered": [
    "4.3/cross-product",
    "4.3/entry-name",
    "4.3/what-is-kept",
    "4.3/enabled",
    "4.3/lifetime",
  ],
  "4.4 Registering again": rows("4.4", 8),
  "4.5 registerBuiltinEvents": [
    "4.5/validated",
    "4.5/overwrites",
    "4.5/not-enabled",
    "4.5/process",
    "4.5/counted",
    "4.5/artifact-file",
  ],
  "5.1 recordEvent: order of checks": [
    ...rows("5.1", 17),
    "5.1/types-first",
    "5.1/one-bad-key",
    "5.1/expiry-first",
    "5.1/bad-keys-reported",
    "5.1/unknown-alike",
    "5.1/omitted",
    "5.1/histogram",
  ],
  "5.2 Throwing": ["5.2/never-throws", "5.2/not-initialized", "5.2/too-few-arguments"],
  "5.3 Truncation": ["5.3/bytes", "5.3/surrogates", "5.3/verbatim"],
  "6.1 Datasets and switches": ["6.1/permission"],
  "6.2 setEventRecordingEnabled": ["6.2/unknown", "6.2/add-on", "6.2/another"],
  "7 Process buckets": ["7/builtin", "7/dynamic"],
  "8 Storage limit": ["8/per-bucket", "8/once", "8/unbounded", "8/main-thread", "8/older-releases"],
  "9 Summary scalars": [
    "9/key",
    "9/recorded",
    "9/disabled",
    "9/past-limit",
    "9/not-counted",
    "9/not-permitted",
    "9/cap",
  ],
  "10 Snapshots": [
    "10/absent",
    "10/dataset",
    "10/limit",
    "10/clear",
    "10/limit-zero",
    "10/limit-given",
    "10/only-parent",
    "10/clear-events",
  ],
  "11.1 Scalar kinds": ["11.1/kinds"],
  "11.2 registerScalars": [
    ...rows("11.2", 9),
    "11.2/order",
    "11.2/mirrored",
    "11.2/atomic",
    "11.2/odd-kind",
    "11.2/again",
    "11.2/builtin",
  ],
  "11.3 Recording scalars": [
    "11.3/never-throws",
    "11.3/order",
    "11.3/not-initialized",
    "11.3/unknown",
    "11.3/mismatch",
    "11.3/process",
    "11.3/conversion",
    "11.3/operation",
    "11.3/type",
    "11.3/unusable",
    "11.3/negative",
    "11.3/truncated",
    "11.3/string-cut",
    "11.3/key-empty",
    "11.3/key-length",
    "11.3/keys",
    "11.3/silent",
    "11.3/count",
    "11.3/string",
    "11.3/boolean",
    "11.3/overflow",
    "11.3/slot-taken",
    "11.3/slots-for-session",
    "11.3/allowed-keys",
  ],
  "11.4 Scalar snapshots": [
    "11.4/shape",
    "11.4/absent",
    "11.4/dynamic",
    "11.4/clear",
    "11.4/store",
    "11.4/dataset",
    "11.4/filter-test",
    "11.4/clear-scalars",
  ],
};

/** Rules that no case of the suite can show, and why. */
export const NOT_IN_SUITE: Readonly<Record<string, string>> = {
  "4.1/histogram":
    "Firefox sorted refusals into a histogram that is gone; the engine's refusal counts by code replace it (refusals.test.ts).",
  "4.5/artifact-file":
    "Reading EventArtifactDefinitions.json was the job of Firefox's build tooling, not of the event engine.",
  "5.1/histogram":
    "Firefox sorted refusals into a histogram that is gone; the engine's refusal counts by code replace it (refusals.test.ts).",
  "5.2/not-initialized": "An engine exists only once it is ready; there is no state before.",
  "5.2/too-few-arguments":
    "XPConnect counted arguments before the call: only EventTelemetry.sys.mjs can (behaviour-chrome.test.ts).",
  "8/main-thread": "JavaScript callers are on the main thread; there is no other to stay silent on.",
  "8/older-releases":
    "The hard cap of Firefox 52 to 61 and the prefs of 62 to 8x are not what the engine follows.",
  "10/only-parent": "The engine runs in the parent process only.",
  "11.3/not-initialized": "An engine exists only once it is ready; there is no state before.",
  "11.3/allowed-keys":
    "Only Firefox's static definitions had lists of allowed keys, and those are not registered here.",
};

function rows(section: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${section}/${at + 1}`);
}
