import { setFlagsFromString } from "node:v8";

/**
 * For a process through which bytes only pass. V8 marks its whole heap when that has grown by about a half, and buffers that are
 * garbage already count: an edge under load then marks 18 MB twelve times a second, to find nothing, which costs a seventh of
 * its rate. So it may become four times as large, which is 70 MB. V8 may be told so at any time; told not to mark in
 * steps while it is at it (--no-incremental-marking), it aborts.
 */
export function spareGarbageCollection(): void {
  setFlagsFromString("--heap-growing-percent=300");
}
