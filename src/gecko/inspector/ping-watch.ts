import type { EventRecord } from "../../engine/event-record.ts";
import type { Cargo } from "../carriers/cargo.ts";
import type { PingTrail } from "../carriers/hand-over.ts";
import { telemetrySend, telemetrySendImpl, telemetryStorage } from "../firefox-modules.ts";
import { currentSession } from "../session.ts";
import type { History } from "./history.ts";
import { ServerReplies } from "./server-replies.ts";

/** What Firefox does with a ping: waits to send it, has sent it, dropped it after a 4xx, or keeps it in its archive only. */
export type PingState = "waiting" | "sent" | "rejected" | "archived";

type Load = Pick<Cargo, "sessionId" | "records">;

/** Follows each ping with events to its end, and tells the history. */
export class PingWatch implements PingTrail {
  readonly replies: ServerReplies;
  private readonly history: History;
  private readonly changed: () => void;
  /** Pings that Firefox has and has not sent yet, as far as we know. */
  private readonly handed = new Set<string>();
  private watched = false;

  constructor(history: History, changed: () => void) {
    this.history = history;
    this.changed = changed;
    this.replies = new ServerReplies((pingId, status) => this.onReply(pingId, status));
  }

  /** Somebody looks at the panel: answers to every ping are of interest, not to ours only. */
  watch(on: boolean): void {
    this.watched = on;
    this.listen();
  }

  boarded(pingId: string, { sessionId, records }: Load): void {
    this.carry(pingId, sessionId, records);
    this.changed();
  }

  settled(pingId: string, { sessionId, records }: Load): void {
    if (!this.history.openPings().includes(pingId)) {
      this.carry(pingId, sessionId, records);
    }
    this.handed.add(pingId);
    this.listen();
    this.changed();
  }

  released(pingId: string): void {
    this.history.release(pingId);
    this.changed();
  }

  /** Looks for pings whose answer nobody saw: what Firefox no longer holds, it has sent. */
  async check(): Promise<void> {
    for (const pingId of [...this.handed]) {
      const state = await this.stateOf(pingId);
      if (state !== "waiting") {
        this.conclude(pingId, state);
      }
    }
  }

  /** What became of a ping: our own are on disk until Firefox has sent them, one of Firefox's may be in its memory only. */
  async stateOf(pingId: string): Promise<PingState> {
    const status = this.replies.of(pingId);
    const held =
      (await IOUtils.exists(PathUtils.join(telemetryStorage().pingDirectoryPath, pingId))) ||
      telemetrySendImpl()
        ?.getUnpersistedPings?.()
        .some(({ id }) => id === pingId) === true;
    if (held) {
      return "waiting";
    }
    return (
      (status === null ? null : endFor(status)) ?? (telemetrySend().sendingEnabled() ? "sent" : "archived")
    );
  }

  stop(): void {
    this.handed.clear();
    this.watch(false);
  }

  private carry(pingId: string, sessionId: string, records: readonly EventRecord[]): void {
    // Another session numbers its events from the same start: these are not in our list.
    this.history.carry(pingId, sessionId === currentSession().sessionId ? records : []);
  }

  private onReply(pingId: string, status: number): void {
    const end = endFor(status);
    if (end !== null && this.handed.has(pingId)) {
      this.conclude(pingId, end);
    }
    this.changed();
  }

  private conclude(pingId: string, state: Exclude<PingState, "waiting">): void {
    this.handed.delete(pingId);
    this.history.conclude(pingId, state);
    this.listen();
    this.changed();
  }

  private listen(): void {
    this.replies.listen(this.watched || this.handed.size > 0);
  }
}

/** Firefox retries after anything but these (TelemetrySend, `onloadHandler`). */
function endFor(status: number): "sent" | "rejected" | null {
  const group = Math.floor(status / 100);
  return group === 2 ? "sent" : group === 4 ? "rejected" : null;
}
