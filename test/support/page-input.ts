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
  await page.dispatch("synthesizeKeyDown", { eventData });
  await page.dispatch("synthesizeKeyUp", { eventData });
}

/** Types a text letter by letter into whatever has the focus. */
export async function type(page: Page, text: string): Promise<void> {
  for (const letter of text) {
    await press(page, letter);
  }
}

/** Where the middle of the first element that matches is, once it is there, stands still, and nothing covers it. */
async function findMiddle(page: Page, selector: string): Promise<Point> {
  return await waitFor(
    () =>
      page.run<Point | null>(
        `const element = document.querySelector(args[0]);
         if (element === null) return null;
         element.scrollIntoView({ block: "nearest", inline: "nearest" });
         const middle = () => {
           const { left, top, width, height } = element.getBoundingClientRect();
           return { x: left + width / 2, y: top + height / 2 };
         };
         const first = middle();
         await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
         const { x, y } = middle();
         const hit = document.elementFromPoint(x, y);
         const label = element.closest("label");
         const isFree = hit !== null && (element.contains(hit) || hit.contains(element) || label?.contains(hit) === true);
         return isFree && x === first.x && y === first.y ? { x, y } : null;`,
        selector,
      ),
    { what: `${selector} to be there, and free` },
  );
}

async function mouse(page: Page, kind: string, at: Point, held: Held, clickCount = 0): Promise<void> {
  const buttons = kind === "mousedown" ? 1 : 0;
  const eventData = { type: kind, button: 0, buttons, clickCount, ...modifiers(held) };
  await page.dispatch("synthesizeMouseAtPoint", { x: at.x, y: at.y, eventData });
}

/** Clicks the middle of the first element that matches, as a mouse does. */
export async function click(page: Page, selector: string, held: Held = {}): Promise<void> {
  const at = await findMiddle(page, selector);
  await mouse(page, "mousemove", at, held);
  await mouse(page, "mousedown", at, held, 1);
  await mouse(page, "mouseup", at, held, 1);
}

/** Drags from one share of an element's width to another: 0 is its left edge, 1 its right one. */
export async function drag(page: Page, selector: string, from: number, to: number): Promise<void> {
  const middle = await findMiddle(page, selector);
  const width = await page.run<number>(
    "return document.querySelector(args[0]).getBoundingClientRect().width;",
    selector,
  );
  const at = (share: number): Point => ({ x: middle.x + (share - 0.5) * width, y: middle.y });
  await mouse(page, "mousedown", at(from), {}, 1);
  await page.dispatch("synthesizeMouseAtPoint", {
    ...at(to),
    eventData: { type: "mousemove", button: 0, buttons: 1, clickCount: 0, ...modifiers({}) },
  });
  await mouse(page, "mouseup", at(to), {}, 1);
}
