import { beforeAll, describe } from "vitest";
import { describeSuite } from "../suite/run-suite.ts";
import type { SuiteApi } from "../suite/suite-api.ts";
import { installAddOn } from "../support/add-on.ts";
import { installBridged } from "../support/bridged-extensions.ts";
import type { Page } from "../support/page.ts";
import { createBridgedSuite } from "../support/suite-bridged.ts";
import { FarCalls } from "../support/suite-calls.ts";
import { quietCarrier } from "../support/suite-carrier.ts";
import { useFirefox } from "../support/use-firefox.ts";

describe("in a real Firefox", () => {
  const firefox = useFirefox();
  let api: SuiteApi;
  beforeAll(async () => {
    await installAddOn(firefox());
    await quietCarrier(firefox());
    const pages = new Map<string, Page>();
    for (const id of ["suite@example.org", "one@example.org", "two@example.org"]) {
      pages.set(id, await installBridged(firefox(), id));
    }
    api = createBridgedSuite(new FarCalls(firefox()), pages);
  });

  describeSuite({
    name: "browser.telemetry of a bridged extension",
    prefix: "bridged",
    capabilities: ["not-json", "foreign-code", "sources"],
    api: () => api,
  });
});
