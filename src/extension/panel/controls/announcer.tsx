import { signal } from "@preact/signals";
import type { JSX } from "preact";

/** Screen readers cannot keep up with more. */
const QUIET_MS = 4_000;
const SOON_MS = 300;

const said = signal("");
let lastSaid = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let next = "";

/**
 * Says a text to screen readers when they are idle: soon when a person asked for something, else at most every four seconds and only
 * when it differs. Newer texts replace those that wait.
 */
export function announce(text: string, { soon = false } = {}): void {
  if (text === said.peek() && timer === undefined) return;
  next = text;
  const wait = soon ? SOON_MS : Math.max(SOON_MS, lastSaid + QUIET_MS - Date.now());
  if (timer !== undefined && !soon) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = undefined;
    lastSaid = Date.now();
    said.value = next;
  }, wait);
}

/** The one polite live region of the page. */
export function LiveRegion(): JSX.Element {
  return (
    <div id="live" role="status" class="visually-hidden">
      {said.value}
    </div>
  );
}
