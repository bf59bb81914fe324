import type { ClientRequest, ClientResponse } from "../protocol/client-protocol.ts";
import type { MessagingRuntime } from "./telemetry-types.ts";

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;
const MOST_WAITING = 10_000;

/** What Firefox rejects with while nothing listens: the add-on is missing, disabled, or not started yet. */
const NOBODY_LISTENS = "Receiving end does not exist";

interface Pending {
  readonly seq: number;
  readonly request: ClientRequest;
  readonly deadline: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Hands requests to the add-on in the order of the calls. While the add-on has not answered yet, only the oldest
 * one is tried, again and again with growing pauses, and the others wait behind it; once it answers, requests are
 * in flight together. A request that may have arrived is never sent twice.
 */
export class Delivery {
  private readonly runtime: MessagingRuntime;
  private readonly addonId: string;
  private readonly timeoutMs: number;
  private waiting: Pending[] = [];
  private inFlight = 0;
  private isReachable = false;
  private delayMs = FIRST_DELAY_MS;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private lastSeq = 0;

  constructor(runtime: MessagingRuntime, addonId: string, timeoutMs: number) {
    this.runtime = runtime;
    this.addonId = addonId;
    this.timeoutMs = timeoutMs;
  }

  /** Resolves with the call's result; rejects with its error, or when the add-on stays out of reach. */
  send(request: ClientRequest): Promise<unknown> {
    if (this.waiting.length >= MOST_WAITING) {
      const message = `${this.addonId} is out of reach and ${MOST_WAITING} calls wait for it already`;
      return Promise.reject(new Error(message));
    }
    return new Promise((resolve, reject) => {
      this.lastSeq += 1;
      const deadline = performance.now() + this.timeoutMs;
      this.waiting.push({ seq: this.lastSeq, request, deadline, resolve, reject });
      this.pump();
    });
  }

  private pump(): void {
    if (this.retry !== null) return;
    const room = this.isReachable ? this.waiting.length : 1 - this.inFlight;
    for (const pending of this.waiting.splice(0, Math.max(room, 0))) void this.transmit(pending);
  }

  private async transmit(pending: Pending): Promise<void> {
    this.inFlight += 1;
    try {
      const answer = await this.runtime.sendMessage(this.addonId, pending.request);
      this.isReachable = true;
      this.delayMs = FIRST_DELAY_MS;
      this.settle(pending, answer);
    } catch (error) {
      if (messageOf(error).includes(NOBODY_LISTENS)) this.putBack(pending);
      else pending.reject(error instanceof Error ? error : new Error(messageOf(error)));
    }
    this.inFlight -= 1;
    if (this.inFlight === 0 && !this.isReachable) this.retryLater();
    else this.pump();
  }

  private settle(pending: Pending, answer: unknown): void {
    if (!isResponse(answer)) {
      pending.reject(new Error(`${this.addonId} gave no answer to telemetry.${pending.request.call}`));
    } else if (answer.ok) {
      pending.resolve(answer.result);
    } else {
      const { name, message } = answer.error;
      pending.reject(Object.assign(new Error(message), { name }));
    }
  }

  private putBack(pending: Pending): void {
    this.isReachable = false;
    this.waiting = [...this.waiting, pending].toSorted((a, b) => a.seq - b.seq);
  }

  private retryLater(): void {
    const now = performance.now();
    for (const { reject } of this.waiting.filter(({ deadline }) => deadline <= now)) {
      const waited = `did not answer within ${this.timeoutMs} ms`;
      reject(new Error(`${this.addonId} ${waited}: is Event Telemetry installed and enabled?`));
    }
    this.waiting = this.waiting.filter(({ deadline }) => deadline > now);
    const next = this.waiting[0];
    if (next === undefined) {
      this.delayMs = FIRST_DELAY_MS;
      return;
    }
    this.retry = setTimeout(
      () => {
        this.retry = null;
        this.pump();
      },
      Math.min(this.delayMs, next.deadline - now),
    );
    this.delayMs = Math.min(this.delayMs * 2, LONGEST_DELAY_MS);
  }
}

/** By hand, since this module must not bring a library along. */
function isResponse(answer: unknown): answer is ClientResponse {
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) return false;
  if (answer.ok === true) return true;
  if (!("error" in answer) || typeof answer.error !== "object" || answer.error === null) return false;
  const { name, message } = answer.error as { name?: unknown; message?: unknown };
  return typeof name === "string" && typeof message === "string";
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? error.message
    : String((error as { message?: unknown } | null)?.message ?? error);
}
