import { beforeAll, describe, expect, it } from "vitest";
import { describeSuite } from "../suite/run-suite.ts";
import type { SuiteApi } from "../suite/suite-api.ts";
import { IMPORT, installAddOn } from "../support/add-on.ts";
import { FarCalls } from "../support/suite-calls.ts";
import { quietCarrier } from "../support/suite-carrier.ts";
import { createChromeSuite } from "../support/suite-chrome.ts";
import { useFirefox } from "../support/use-firefox.ts";

describe("in a real Firefox", () => {
  const firefox = useFirefox();
  let api: SuiteApi;
  beforeAll(async () => {
    await installAddOn(firefox());
    await quietCarrier(firefox());
    api = createChromeSuite(new FarCalls(firefox()));
  });

  describeSuite({
    name: "EventTelemetry.sys.mjs",
    prefix: "chrome",
    capabilities: ["native", "not-json", "foreign-code", "builtins"],
    api: () => api,
  });

  it("5.2/too-few-arguments: a call with too few arguments throws what XPConnect threw", async () => {
    const thrown = await firefox().chrome<unknown>(
      `${IMPORT}
       const calls = [
         () => EventTelemetry.recordEvent("category", "method"),
         () => EventTelemetry.registerEvents("category"),
         () => EventTelemetry.snapshotEvents(),
         () => Services.telemetry.snapshotEvents(),
       ];
       return calls.map((call) => {
         try {
           return call();
         } catch ({ name, message }) {
           return [name, message];
         }
       });`,
    );
    expect(thrown).toEqual(
      ["recordEvent", "registerEvents", "snapshotEvents", "snapshotEvents"].map((name) => [
        "NS_ERROR_XPC_NOT_ENOUGH_ARGS",
        `Not enough arguments [nsITelemetry.${name}]`,
      ]),
    );
  });
});
