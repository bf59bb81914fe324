import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { OpenFile } from "../../src/pipeline/landing/landing-file.ts";

export interface UnwillingDisk {
  readonly openFile: OpenFile;
  /** Bytes the disk still takes; the write that goes past them writes what fits and the next one fails. */
  room: number;
  /** The next syncs fail. */
  syncFails: boolean;
  /** Makes syncs wait until the returned function is called. */
  block(): () => void;
  readonly syncs: number;
}

function fullDisk(): Error {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
    syscall: "write",
  });
}

/** A real file that fails as a full or broken disk does. */
export function createUnwillingDisk(): UnwillingDisk {
  const state = { room: Number.POSITIVE_INFINITY, syncFails: false, syncs: 0 };
  let hold: Promise<void> | undefined;

  async function write(handle: FileHandle, bytes: Buffer): Promise<number> {
    if (state.room <= 0) throw fullDisk();
    const part = bytes.subarray(0, Math.min(bytes.length, state.room));
    state.room -= part.length;
    const { bytesWritten } = await handle.write(part);
    return bytesWritten;
  }

  return Object.assign(state, {
    block: () => {
      let letGo: (() => void) | undefined;
      hold = new Promise((resolve) => {
        letGo = resolve;
      });
      return () => letGo?.();
    },
    openFile: async (path: string, flags: number) => {
      // What it takes a part of would be no whole block.
      const handle = await open(path, flags & ~(constants.O_DIRECT ?? 0));
      return new Proxy(handle, {
        get(target, name) {
          if (name === "write") {
            return async (bytes: Buffer, from: number) => ({
              bytesWritten: await write(target, bytes.subarray(from)),
            });
          }
          if (name === "datasync") {
            return async () => {
              state.syncs += 1;
              await hold;
              if (state.syncFails) throw new Error("EIO: i/o error, fdatasync");
              await target.datasync();
            };
          }
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    },
  });
}
