import { POLICY_CHANGED } from "../protocol/hybrid-limits.ts";

/** The part of `browser.tabs` this needs. */
export interface TabMessenger {
  query(queryInfo: object): Promise<readonly { readonly id?: number | undefined }[]>;
  sendMessage(tabId: number, message: unknown, options: { readonly frameId: number }): Promise<unknown>;
}

/**
 * Tells the content scripts of all tabs that the upload policy may have changed. The message says nothing else: each
 * page that was let through asks again, so trust and private windows are looked at once more.
 */
export async function announcePolicyChange(tabs: TabMessenger): Promise<void> {
  const open = await tabs.query({});
  // Most tabs have no content script that listens, and Firefox rejects for those.
  await Promise.allSettled(
    open.flatMap(({ id }) =>
      id === undefined ? [] : [tabs.sendMessage(id, POLICY_CHANGED, { frameId: 0 })],
    ),
  );
}
