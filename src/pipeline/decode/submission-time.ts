/** When the edge took a submission. */
export interface SubmissionTime {
  /** As recorded, UTC with microseconds and `Z`. */
  readonly timestamp: string;
  /** Microseconds since 1970. */
  readonly micros: number;
  /** `YYYYMMDD`, UTC. */
  readonly date: string;
}

const SUBMISSION_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Whether a text is a submission timestamp as an edge writes it. */
export function isSubmissionTimestamp(text: string): boolean {
  return SUBMISSION_TIMESTAMP.test(text) && !Number.isNaN(Date.parse(text));
}

/** Splits the edge's own timestamp, `2026-11-24T02:00:00.123456Z`; the caller has checked its form. */
export function readSubmissionTime(timestamp: string): SubmissionTime {
  const millis = Date.parse(`${timestamp.slice(0, 23)}Z`);
  const micros = millis * 1000 + Number(timestamp.slice(23, 26));
  return { timestamp, micros, date: timestamp.slice(0, 10).replaceAll("-", "") };
}

const HTTP_DATE = /^(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})$/;
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970 of a date of the given form, or null. */
function parseMillis(text: unknown, form: RegExp): number | null {
  if (typeof text !== "string" || !form.test(text)) return null;
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? null : millis;
}

/** Whole seconds from a client's instant to the server's, both cut as `main_summary` cut them. */
function secondsUntil({ micros }: SubmissionTime, clientMillis: number | null): number | null {
  if (clientMillis === null) return null;
  const serverMillis = Math.floor(micros / 1_000_000) * 1000;
  const seconds = Math.trunc((serverMillis - clientMillis) / 1000);
  return seconds === 0 ? 0 : seconds;
}

/** Server time minus the client's HTTP `Date` header in seconds; null when there is none or it is no date. */
export function measureClockSkew(server: SubmissionTime, dateHeader: string | undefined): number | null {
  return secondsUntil(server, parseMillis(dateHeader, HTTP_DATE));
}

/** Server time minus the ping's `creationDate` in seconds; null when that is no instant. */
export function measureSubmissionLatency(server: SubmissionTime, creationDate: unknown): number | null {
  return secondsUntil(server, parseMillis(creationDate, ISO_DATE));
}

/** A client's own date with offset, `2018-06-08T00:00:00.0+06:00`, as milliseconds since 1970; null when it is none. */
export function parseClientDate(text: unknown): number | null {
  return parseMillis(text, ISO_DATE);
}
