// @ts-nocheck: an add-on as a user would write it, outside every tsconfig's globals
let opened = 0;

browser.runtime.onMessage.addListener(async (message) => {
  if (message === "popup opened") {
    opened += 1;
    console.warn(`popup opened ${opened} times`);
    return opened;
  }
  return undefined;
});
