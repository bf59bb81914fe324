import type { AssembledPing } from "../firefox-modules.ts";
import {
  type TelemetryArchive,
  type TelemetrySend,
  type TelemetryStorage,
  telemetryArchive,
  telemetrySend,
  telemetryStorage,
} from "../firefox-modules.ts";
import { type Wrapped, wrapFunction } from "../wrap-function.ts";
import type { HandOver } from "./hand-over.ts";

/** What the hooks ask of the carriers. */
export interface Boarding {
  /** Called once for each assembled ping, before it is archived: may put events into it. Null: not ours. */
  board(ping: AssembledPing): HandOver | null;
  /** The hand-over that `board` began for this ping, if any. */
  find(pingId: string): HandOver | null;
  /** An aborted-session copy is about to be written over the last one. */
  copyAborted(ping: AssembledPing): void;
  /** Firefox has a ping; the last of the session waits for what this resolves. */
  afterSubmit(ping: AssembledPing): Promise<void>;
}

export interface PingHooks {
  /** Functions that this Firefox does not have; with any of them missing nothing is wrapped. */
  readonly missing: readonly string[];
  readonly wrapped: readonly string[];
  restore(): void;
}

/**
 * Stands in front of the functions that every assembled ping of Firefox goes through: first
 * `TelemetryArchive.promiseArchivePing`, then `TelemetrySend.submitPing` with the same object
 * (TelemetryControllerParent, `_submitPingLogic`); and of the one that writes the aborted-session copy.
 */
export function installPingHooks(boarding: Boarding): PingHooks {
  return collect({
    "TelemetryArchive.promiseArchivePing": wrapFunction<TelemetryArchive["promiseArchivePing"]>(
      telemetryArchive(),
      "promiseArchivePing",
      (original) =>
        function (this: unknown, ping) {
          const handOver = boarding.board(ping);
          // A ping in the archive must be one that Firefox also sends: recovery after a kill relies on it.
          return handOver === null
            ? original.call(this, ping)
            : handOver.done.then(() => original.call(this, ping));
        },
    ),
    "TelemetrySend.submitPing": wrapFunction<TelemetrySend["submitPing"]>(
      telemetrySend(),
      "submitPing",
      (original) =>
        async function (this: unknown, ping, options) {
          const handOver = boarding.find(ping.id);
          const pass = (): Promise<void> => original.call(this, ping, options);
          await (handOver === null
            ? pass()
            : handToFirefox(handOver, ping, options?.usePingSender === true, pass));
          await boarding.afterSubmit(ping);
        },
    ),
    "TelemetryStorage.saveAbortedSessionPing": wrapFunction<TelemetryStorage["saveAbortedSessionPing"]>(
      telemetryStorage(),
      "saveAbortedSessionPing",
      (original) =>
        function (this: unknown, ping) {
          boarding.copyAborted(ping);
          return original.call(this, ping);
        },
    ),
  });
}

/**
 * Firefox keeps a fresh ping in memory only until it is sent, so a kill would lose it. We write it among its pending pings
 * first, and tell Firefox's sender of it only when the note is done: a ping that was sent and cleared away while
 * its note was still open would look, after a kill, like one that never left.
 */
async function handToFirefox(
  handOver: HandOver,
  ping: AssembledPing,
  usePingSender: boolean,
  pass: () => Promise<void>,
): Promise<void> {
  const mayLeave = telemetrySend().sendingEnabled(ping);
  await handOver.noted;
  try {
    if (mayLeave) {
      await telemetryStorage().savePing(ping, true);
    }
  } catch (error) {
    await handOver.release();
    throw error;
  }
  await handOver.settle();
  // Firefox has the ping from here on: one whose sender could not be told leaves at the next start.
  const told = usePingSender || !mayLeave ? pass() : telemetryStorage().savePendingPing(ping);
  await told.catch((error: unknown) => handOver.report(error));
  void telemetrySend().notifyCanUpload();
}

function collect(hooks: Record<string, Wrapped | null>): PingHooks {
  const names = Object.keys(hooks);
  const missing = names.filter((name) => hooks[name] === null);
  const restore = (): void => {
    for (const hook of Object.values(hooks)) {
      hook?.restore();
    }
  };
  if (missing.length > 0) {
    restore();
  }
  return { missing, wrapped: missing.length > 0 ? [] : names, restore };
}
