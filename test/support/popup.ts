import { z } from "zod";
import { Page } from "./page.ts";
import type { Session } from "./session.ts";
import { waitFor } from "./wait-for.ts";

/** WebDriver's element reference: one well-known key, the element's id as its value. */
const element = z.object({ value: z.record(z.string(), z.string()) });

/** An add-on's open popup. It stays open until it is closed: the profile switches auto-hide off. */
export class Popup extends Page {
  readonly #session: Session;

  constructor(session: Session, browsingContextId: number) {
    super(session, browsingContextId);
    this.#session = session;
  }

  /** Closes the popup as a click elsewhere would, and waits until it has gone. */
  async close(): Promise<void> {
    await this.#session.chrome(
      `const panel = document.querySelector(".webextension-popup-browser")?.closest("panel");
       if (panel) {
         const hidden = new Promise((resolve) => panel.addEventListener("popuphidden", resolve, { once: true }));
         panel.hidePopup();
         await hidden;
       }`,
    );
  }
}

/**
 * Clicks the add-on's toolbar button as a mouse would, after taking it out of the extensions panel if it is there.
 * Ids as ext-browserAction.js of Firefox builds them.
 */
export async function clickToolbarButton(session: Session, addonId: string): Promise<void> {
  const widget = `${addonId.toLowerCase().replace(/[^a-z0-9_-]/g, "_")}-browser-action`;
  await waitFor(
    () =>
      session.chrome<boolean>(
        `const { CustomizableUI } = window;
         if (!CustomizableUI.getWidget(args[0])?.forWindow(window)?.node) return false;
         if (CustomizableUI.getPlacementOfWidget(args[0])?.area !== CustomizableUI.AREA_NAVBAR) {
           CustomizableUI.addWidgetToArea(args[0], CustomizableUI.AREA_NAVBAR);
         }
         return document.getElementById(args[0])?.getBoundingClientRect().width > 0;`,
        widget,
      ),
    { what: `the toolbar button of ${addonId}` },
  );
  const found = await session.sendIn("chrome", "WebDriver:FindElement", {
    using: "css selector",
    value: `[id="${widget}"] .unified-extensions-item-action-button`,
  });
  const [elementId] = Object.values(element.parse(found).value);
  await session.sendIn("chrome", "WebDriver:ElementClick", { id: elementId });
}

/** Clicks the button and waits until the popup's document has loaded and is on the screen. */
export async function openPopup(session: Session, addonId: string): Promise<Popup> {
  await clickToolbarButton(session, addonId);
  const id = await waitFor(
    () =>
      session.chrome<number | null>(
        `const { extension } = WebExtensionPolicy.getByID(args[0]);
         for (const view of extension.views) {
           const panel = view.viewType === "popup" && view.xulBrowser?.closest("panel");
           if (panel && panel.state === "open" && view.xulBrowser.getBoundingClientRect().height > 0) {
             return view.xulBrowser.browsingContext.id;
           }
         }
         return null;`,
        addonId,
      ),
    { what: `the popup of ${addonId}` },
  );
  const popup = new Popup(session, id);
  await popup.waitFor(({ document }) => document.readyState === "complete", {
    what: `the popup of ${addonId} to have loaded`,
  });
  return popup;
}
