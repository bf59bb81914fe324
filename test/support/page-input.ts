import type { Page } from "./page.ts";
import { waitFor } from "./wait-for.ts";

/** Keys that are held while another is pressed or the mouse clicked. */
export interface Held {
  readonly shift?: boolean;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function modifiers({ shift = false, ctrl = false, alt = false }: Held) {
  return { shiftKey: shift, ctrlKey: ctrl, altKey: alt, metaKey: false };
}

/**
 * Presses and releases one key on whatever has the focus, as a keyboard does: `a`, `Enter`, `ArrowDown`, and with held
 * keys `Ctrl+a`, `Shift+ArrowDown`. The page takes it for a person's.
 */
export async function press(page: Page, keys: string): Promise<void> {
  const parts = keys.length > 1 ? keys.split("+") : [keys];
  const name = parts.at(-1) ?? "";
  const key = name === "Space" ? " " : name;
  const held = { shift: parts.includes("Shift"), ctrl: parts.includes("Ctrl"), alt: parts.includes("Alt") };
  const eventData = {
    key,
    code: "",
    location: 0,
    printable: key.length === 1,
    repeat: false,
    ...modifiers(held),
  };
  const details = { eventData };
  await page.dispatch([
    { name: "synthesizeKeyDown", details },
    { name: "synthesizeKeyUp", details },
  ]);
}

/** Types a text letter by letter into whatever has the focus. */
export async function type(page: Page, text: string): Promise<void> {
  for (const letter of text) {
    await press(page, letter);
  }
}

/**
 * A script for the page: the middle of the first element that matches `args[0]` and has all the texts `args[1]` in its
 * children, once it is there, stands still, and nothing covers it.
 */
const FIND_MIDDLE = `
  const [selector, texts] = args;
  const element = [...document.querySelectorAll(selector)].find(({ children }) =>
    texts.every((text) => [...children].some((child) => child.textContent.includes(text))));
  if (element === undefined) return null;
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const middle = () => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2, width };
  };
  const first = middle();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const last = middle();
  const hit = document.elementFromPoint(last.x, last.y);
  const label = element.closest("label");
  const isFree = hit !== null && (element.contains(hit) || hit.contains(element) || label?.contains(hit) === true);
  return isFree && last.x === first.x && last.y === first.y ? last : null;`;

interface Middle extends Point {
  readonly width: number;
}

async function findMiddle(page: Page, selector: string): Promise<Middle> {
  return await waitFor(() => page.run<Middle | null>(FIND_MIDDLE, selector, []), {
    what: `${selector} to be there, and free`,
  });
}

function mouse(kind: string, held: Held, clickCount = 0, buttons = kind === "mousedown" ? 1 : 0) {
  return { type: kind, button: 0, buttons, clickCount, ...modifiers(held) };
}

/**
 * Clicks the middle of the first element that matches, as a mouse does; with `texts`, of the first whose children have
 * them all.
 */
export async function click(
  page: Page,
  selector: string,
  held: Held = {},
  texts: readonly string[] = [],
): Promise<void> {
  const events = [mouse("mousemove", held), mouse("mousedown", held, 1), mouse("mouseup", held, 1)];
  await waitFor(() => page.dispatchAt(FIND_MIDDLE, [selector, texts], events), {
    what: `${[selector, ...texts].join(", ")} to be there, and free`,
  });
}

/** Drags from one share of an element's width to another: 0 is its left edge, 1 its right one. */
export async function drag(page: Page, selector: string, from: number, to: number): Promise<void> {
  const { x, y, width } = await findMiddle(page, selector);
  const at = (share: number, eventData: ReturnType<typeof mouse>) => ({
    name: "synthesizeMouseAtPoint",
    details: { x: x + (share - 0.5) * width, y, eventData },
  });
  await page.dispatch([
    at(from, mouse("mousedown", {}, 1)),
    at(to, mouse("mousemove", {}, 0, 1)),
    at(to, mouse("mouseup", {}, 1)),
  ]);
}
