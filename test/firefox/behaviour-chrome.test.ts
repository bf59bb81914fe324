import { beforeAll, describe } from "vitest";
import { describeSuite } from "../suite/run-suite.ts";
import type { SuiteApi } from "../suite/suite-api.ts";
import { installAddOn } from "../support/add-on.ts";
import { quietCarrier } from "../support/suite-carrier.ts";
import { createChromeSuite } from "../support/suite-chrome.ts";
import { useFirefox } from "../support/use-firefox.ts";

describe("in a real Firefox", () => {
  const firefox = useFirefox();
  let api: SuiteApi;
  beforeAll(async () => {
    await installAddOn(firefox());
    await quietCarrier(firefox());
    api = createChromeSuite(firefox());
  });

  describeSuite({
    name: "EventTelemetry.sys.mjs",
    prefix: "chrome",
    capabilities: ["native", "not-json", "foreign-code", "builtins"],
    api: () => api,
  });
});
