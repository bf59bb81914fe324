// Records clicks on this extension's button. It asks for no permission: Event Telemetry records for it.
import { connectTelemetry } from "event-telemetry/client";

const telemetry = connectTelemetry();

async function register() {
  try {
    await telemetry.registerEvents("client.example", {
      click: { methods: ["click"], objects: ["button"], extra_keys: ["nth"], record_on_release: true },
    });
  } catch (error) {
    console.error("Event Telemetry does not record for this extension:", error);
  }
}

let clicks = 0;
browser.action.onClicked.addListener(async () => {
  clicks += 1;
  await telemetry.recordEvent("client.example", "click", "button", { nth: String(clicks) });
});

void register();
