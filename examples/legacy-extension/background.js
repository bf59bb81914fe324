// Records how tabs and pages are used: how many, and of which kind. Never an address, a title or anything typed.
const CATEGORY = "legacy.example";

const registered = browser.telemetry.registerEvents(CATEGORY, {
  tabs: {
    methods: ["open", "close"],
    objects: ["tab"],
    extra_keys: ["open_tabs"],
    record_on_release: true,
  },
  use: {
    methods: ["use"],
    objects: ["navigation", "button"],
    extra_keys: ["nth"],
    record_on_release: true,
  },
});

async function record(method, object, value, extra) {
  try {
    await registered;
    await browser.telemetry.recordEvent(CATEGORY, method, object, value, extra);
  } catch (error) {
    console.error(`${CATEGORY} ${method} ${object} was not recorded:`, error);
  }
}

async function recordTab(method) {
  const tabs = await browser.tabs.query({});
  await record(method, "tab", null, { open_tabs: String(tabs.length) });
}

const kindOfPage = { "http:": "web", "https:": "web", "file:": "file", "moz-extension:": "extension" };
const used = { navigation: 0, button: 0 };

function recordUse(object, value) {
  used[object] += 1;
  return record("use", object, value, { nth: String(used[object]) });
}

browser.tabs.onCreated.addListener(() => recordTab("open"));
browser.tabs.onRemoved.addListener(() => recordTab("close"));
browser.webNavigation.onCompleted.addListener(({ frameId, url }) => {
  if (frameId === 0) {
    void recordUse("navigation", kindOfPage[new URL(url).protocol] ?? "internal");
  }
});
browser.browserAction.onClicked.addListener(() => recordUse("button", null));
