import { statfs } from "node:fs/promises";
import type { LandingWriter } from "../landing/landing-writer.ts";

const LEVELS = { ok: 0, info: 20, warning: 30, error: 40 } as const;

type Status = keyof typeof LEVELS;

export interface Check {
  readonly status: Status;
  /** By check id (E001, W001, …), what it found. */
  readonly messages: Readonly<Record<string, string>>;
}

export interface Health {
  readonly status: Status;
  readonly checks: Readonly<Record<string, Status>>;
  readonly details: Readonly<Record<string, Check & { readonly level: number }>>;
}

/** How long a failed write makes an edge unhealthy: it must come back to see whether the disk has. */
const FAILURE_COUNTS_MS = 30_000;

/** Whether the landing folder's disk has room. W001: no folder yet, E001: too little. */
export async function checkDiskBytesFree(directory: string, minFreeBytes: number): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(directory);
    const free = bavail * bsize;
    if (free >= minFreeBytes) return { status: "ok", messages: {} };
    return { status: "error", messages: { E001: `${free} bytes free, at least ${minFreeBytes} are needed` } };
  } catch (error) {
    return { status: "warning", messages: { W001: `the landing folder cannot be looked at: ${error}` } };
  }
}

/** Whether records reach the disk. E002: the last write failed, I001: some wait, I002: some are being written. */
export function checkQueueSize({ load, lastFailure }: Pick<LandingWriter, "load" | "lastFailure">): Check {
  const messages: Record<string, string> = {};
  if (load.pending > 0) messages.I001 = `${load.pending} records wait for the disk`;
  if (load.unacknowledged > 0) messages.I002 = `${load.unacknowledged} records are being written`;
  if (lastFailure !== undefined && Date.now() - lastFailure.at < FAILURE_COUNTS_MS) {
    return { status: "error", messages: { ...messages, E002: lastFailure.error.message } };
  }
  return { status: Object.keys(messages).length > 0 ? "info" : "ok", messages };
}

/** The heartbeat's document, in the form Mozilla's services share (Dockerflow): the worst check decides. */
export function summarizeHealth(checks: Readonly<Record<string, Check>>): Health {
  const entries = Object.entries(checks);
  const statuses = entries.map(([, check]) => check.status);
  const status = statuses.reduce((worst, next) => (LEVELS[next] > LEVELS[worst] ? next : worst), "ok");
  const noteworthy = entries.filter(([, check]) => check.status !== "ok");
  return {
    status,
    checks: Object.fromEntries(entries.map(([name, check]) => [name, check.status])),
    details: Object.fromEntries(
      noteworthy.map(([name, check]) => [name, { ...check, level: LEVELS[check.status] }]),
    ),
  };
}
