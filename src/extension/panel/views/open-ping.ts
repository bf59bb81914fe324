import { signal } from "@preact/signals";

/** The ping whose contents are shown: an id, or `next` for the main ping that would leave now. */
export const openedPing = signal<string>("next");

export function openPing(id: string | null): void {
  openedPing.value = id ?? "next";
}
