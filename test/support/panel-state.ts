import { ADD_ON_ID } from "./add-on.ts";
import type { Firefox } from "./firefox.ts";
import type { Page } from "./page.ts";
import type { Json } from "./remote-script.ts";
import { waitFor } from "./wait-for.ts";

/** Opens the panel in a tab by a link that says what it looks at, as «copy a link to this view» makes it. */
export async function openView(firefox: Firefox, view: { readonly [name: string]: Json }): Promise<Page> {
  const url = await firefox.extensionUrl(ADD_ON_ID, "panel/panel.html");
  const page = await firefox.navigate(`${url}#tab?${encodeURIComponent(JSON.stringify(view))}`);
  await page.waitFor(({ document }) => document.querySelector("[role=grid], .view") !== null, {
    what: "the panel to be drawn",
  });
  return page;
}

/**
 * What the panel looked at is forgotten, as by a restart; with `settings`, how it was set up too. Call it while no panel is open: an
 * open one would write its own state back.
 */
export async function forgetPanelState(firefox: Firefox, { settings = true } = {}): Promise<void> {
  const background = await firefox.backgroundPage(ADD_ON_ID);
  await background.run<null>(
    `await browser.storage.session.clear();
     if (args[0]) await browser.storage.local.clear();
     return null;`,
    settings,
  );
}

/** The texts of one column of the list, top to bottom, as far as it is drawn. */
export function columnTexts(page: Page, column: number): Promise<string[]> {
  return page.run<string[]>(
    `return [...document.querySelectorAll("#events-grid .body > .row:not([hidden], .group-head)")]
       .sort((left, right) => left.ariaRowIndex - right.ariaRowIndex)
       .map((row) => row.children[args[0]]?.textContent ?? "");`,
    column,
  );
}

/** Waits until a column says exactly this. */
export async function waitForColumn(page: Page, column: number, texts: readonly string[]): Promise<void> {
  let last: readonly string[] = [];
  try {
    await waitFor(
      async () => {
        last = await columnTexts(page, column);
        return JSON.stringify(last) === JSON.stringify(texts);
      },
      { what: `the column ${column} to be ${texts.join(", ")}` },
    );
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; it is ${last.join(", ")}`);
  }
}

/** The labels of the list's columns. */
export function headerTexts(page: Page): Promise<string[]> {
  return page.run<string[]>(
    `return [...document.querySelectorAll("#events-grid [role=columnheader]")].map((cell) => cell.textContent);`,
  );
}
