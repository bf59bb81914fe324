import { findRanges } from "../../panel-model/match-ranges.ts";
import { visibleText } from "../../panel-model/visible-text.ts";

/** More than any cell shows; a long text must not cost a frame. */
const MAX_UNITS = 400;

const painted = new WeakMap<HTMLElement, string>();

/** Whether the element shows something else than `key` so far. Rows are painted again and again with mostly the same. */
export function needsPaint(element: HTMLElement, key: string): boolean {
  if (painted.get(element) === key) return false;
  painted.set(element, key);
  return true;
}

/** Shows a text of an event: as text, on one line, with what the search found marked. */
export function paintText(element: HTMLElement, text: string, marker: RegExp | null): void {
  const shown = visibleText(text.length > MAX_UNITS ? text.slice(0, MAX_UNITS) : text);
  if (!needsPaint(element, marker === null ? shown : `${shown}\n${marker.source}`)) return;
  const ranges = findRanges(shown, marker);
  if (ranges.length === 0) {
    setText(element, shown);
    return;
  }
  const parts: (string | HTMLElement)[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    const mark = document.createElement("mark");
    mark.textContent = shown.slice(start, end);
    parts.push(shown.slice(at, start), mark);
    at = end;
  }
  element.replaceChildren(...parts, shown.slice(at));
}

/** Where there is one text already, it gets other words: to put another in its place costs the browser three times as much. */
function setText(element: HTMLElement, text: string): void {
  const [only, more] = element.childNodes;
  if (only instanceof Text && more === undefined) only.data = text;
  else element.textContent = text;
}
