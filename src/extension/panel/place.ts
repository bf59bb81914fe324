import { fromLink, type PanelState } from "../panel-model/panel-state.ts";

/** Where the panel is open. */
export type Place = "popup" | "tab" | "sidebar";

const [name = "", link] = location.hash.slice(1).split("?");

export const place: Place = name === "popup" || name === "sidebar" ? name : "tab";

/** What the address asks to be shown, for a tab that was opened by a link. */
export const linked: Partial<PanelState> | null = link === undefined ? null : fromLink(link);

/** The address of the panel in a tab, with or without a view. */
export function tabUrl(fragment?: string): string {
  const { origin, pathname } = location;
  return `${origin}${pathname}#tab${fragment === undefined ? "" : `?${fragment}`}`;
}
