import { afterAll, beforeAll, describe, test } from "vitest";
import { PLATFORM_CASES } from "../suite/browser-telemetry-platform.ts";
import type { ExtensionSurface, PlatformSurface } from "../suite/extension-surface.ts";
import { describeExtensionCases } from "../suite/run-extension-cases.ts";
import { installAddOn, openPanelTab } from "../support/add-on.ts";
import { installBridged } from "../support/bridged-extensions.ts";
import { type Capture, startCapture } from "../support/capture.ts";
import { quietCarrier } from "../support/suite-carrier.ts";
import { createExtensionSurface, createPlatformSurface } from "../support/suite-extension.ts";
import { useFirefox } from "../support/use-firefox.ts";

describe("in a real Firefox", () => {
  let capture: Capture;
  beforeAll(async () => {
    capture = await startCapture();
  });
  afterAll(() => capture.close());
  // The ping sender program talks to Mozilla's host and to `localhost` only.
  const firefox = useFirefox(() => ({ telemetryServer: capture.url.replace("127.0.0.1", "localhost") }));

  describe("without the add-on", () => {
    let surface: PlatformSurface;
    beforeAll(() => {
      surface = createPlatformSurface(firefox());
    });
    for (const { covers, rule, run } of PLATFORM_CASES) {
      test(`${covers.join(", ")}: ${rule}`, () => run(surface));
    }
  });

  describe("with the add-on", () => {
    let bridged: ExtensionSurface;
    let own: ExtensionSurface;
    beforeAll(async () => {
      await installAddOn(firefox());
      await quietCarrier(firefox());
      const page = await installBridged(firefox(), "bridged@mozilla.org");
      bridged = createExtensionSurface(firefox(), capture, page);
      own = createExtensionSurface(firefox(), capture, await openPanelTab(firefox()));
    });
    describeExtensionCases("a bridged extension", "bridged", () => bridged);
    describeExtensionCases("the add-on's own page", "own", () => own);
  });
});
