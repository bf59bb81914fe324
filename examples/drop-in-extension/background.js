// Records clicks on this extension's button, on the engine that `event-telemetry add-experiment` has put beside this file.
const registered = browser.telemetry.registerEvents("dropin.example", {
  click: { methods: ["click"], objects: ["button"], extra_keys: ["nth"], record_on_release: true },
});

let clicks = 0;
browser.browserAction.onClicked.addListener(async () => {
  clicks += 1;
  await registered;
  await browser.telemetry.recordEvent("dropin.example", "click", "button", null, { nth: String(clicks) });
});
