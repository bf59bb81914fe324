import { signal } from "@preact/signals";

/** Screen readers cannot keep up with more. */
const QUIET_MS = 4_000;
const SOON_MS = 300;

/** What the live region says. */
export const said = signal("");
let lastSaid = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The newest answer to what a person did, and the newest news; the answer is said first and no news takes its place. */
const waiting: { answer: string | null; news: string | null } = { answer: null, news: null };

/**
 * Says a text to screen readers when they are idle: soon when a person asked for something, else at most every four seconds and only
 * when it differs. A newer text takes the place of one of its kind that still waits.
 */
export function announce(text: string, { soon = false } = {}): void {
  if (soon) waiting.answer = text;
  else if (text === said.peek() && timer === undefined) return;
  else waiting.news = text;
  if (timer === undefined || soon) plan();
}

function plan(): void {
  clearTimeout(timer);
  const wait = waiting.answer === null ? Math.max(SOON_MS, lastSaid + QUIET_MS - Date.now()) : SOON_MS;
  timer = setTimeout(say, wait);
}

function say(): void {
  timer = undefined;
  lastSaid = Date.now();
  if (waiting.answer !== null) {
    said.value = waiting.answer;
    waiting.answer = null;
  } else {
    said.value = waiting.news ?? said.value;
    waiting.news = null;
  }
  if (waiting.news !== null) plan();
}
