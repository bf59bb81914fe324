/** `20261124`, for a record stamped `2026-11-24T…`: the folder it lands in and the partition it goes to. */
export function submissionDateOf(timestamp: string): string {
  return timestamp.slice(0, 4) + timestamp.slice(5, 7) + timestamp.slice(8, 10);
}

/** A landing file that is still written, or that a killed edge left behind. */
export const OPEN_SUFFIX = ".open";

/** A landing file that is complete. */
export const CLOSED_SUFFIX = ".pings";

const LANDING_FILE = /\.pings(?:\.open)?$/;
const SUBMISSION_DATE = /^\d{8}$/;

export function isLandingFile(name: string): boolean {
  return LANDING_FILE.test(name);
}

export function isSubmissionDate(name: string): boolean {
  return SUBMISSION_DATE.test(name);
}

/**
 * The name of a new landing file: unique by edge and counter, sorted by time.
 * @param timestamp of its first record, ISO 8601
 */
export function nameLandingFile(timestamp: string, edgeId: string, counter: number): string {
  const time = timestamp.replaceAll(/[-:]/g, "");
  return `${time}-${edgeId}-${String(counter).padStart(6, "0")}${CLOSED_SUFFIX}`;
}
