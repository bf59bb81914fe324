import type { Page } from "../test/support/page.ts";

/**
 * Begins to note, in the page, how long each frame in which something of the page changed keeps its main thread: from the
 * frame's beginning (a callback that was asked for before all others of the frame) until after its scripts, style, layout and
 * painting (a message posted in the frame is handled after all of it).
 */
export function watchFrames(page: Page): Promise<null> {
  return page.run<null>(
    `const work = [];
     let changed = false;
     new MutationObserver(() => { changed = true; }).observe(document, {
       subtree: true, childList: true, characterData: true, attributes: true,
     });
     const { port1, port2 } = new MessageChannel();
     let start = 0;
     let running = true;
     port2.onmessage = () => {
       if (changed) work.push(performance.now() - start);
       changed = false;
     };
     const frame = () => {
       if (!running) return;
       start = performance.now();
       requestAnimationFrame(frame);
       port1.postMessage(null);
     };
     requestAnimationFrame(frame);
     window.stopFrames = () => { running = false; return work; };
     return null;`,
  );
}

/** Milliseconds of each frame since. */
export function frameWork(page: Page): Promise<number[]> {
  return page.run<number[]>("return window.stopFrames();");
}

/**
 * Begins to note the longest stretch in which the page's main thread came to nothing else: what runs between frames
 * counts here too. A message that is posted again and again tells; it keeps a core busy, so frames are not measured with it.
 */
export function watchThread(page: Page): Promise<null> {
  return page.run<null>(
    `const { port1, port2 } = new MessageChannel();
     let last = performance.now();
     let longest = 0;
     let running = true;
     port2.onmessage = () => {
       const now = performance.now();
       longest = Math.max(longest, now - last);
       last = now;
       if (running) port1.postMessage(null);
     };
     port1.postMessage(null);
     window.stopThread = () => { running = false; return longest; };
     return null;`,
  );
}

export function longestStretch(page: Page): Promise<number> {
  return page.run<number>("return window.stopThread();");
}
