// A web page that records through Firefox's telemetry. npm's mozilla-hybrid-content-telemetry works just the same.
const telemetry = globalThis.Mozilla.ContentTelemetry;
const status = document.getElementById("status");

function showPolicy() {
  status.textContent = telemetry.canUpload() ? "on" : "on, but the user has switched uploads off";
}

async function start() {
  try {
    await telemetry.initPromise();
  } catch (error) {
    status.textContent = `not available: ${error.message}`;
    return;
  }
  telemetry.registerEvents("page.example", {
    click: { methods: ["click"], objects: ["button"], extra_keys: ["nth"], record_on_release: true },
  });
  showPolicy();
  document.addEventListener("mozTelemetryPolicyChange", showPolicy);
}

let clicks = 0;
document.getElementById("record").addEventListener("click", () => {
  clicks += 1;
  if (telemetry.canUpload())
    telemetry.recordEvent("page.example", "click", "button", null, { nth: String(clicks) });
});

void start();
