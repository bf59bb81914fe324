import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventPing } from "../../../src/pings/event-ping.ts";
import { mainPing } from "../../../src/pings/main-ping.ts";
import { focusEventPing, mobileEventPing } from "../../../src/pings/mobile-event-ping.ts";
import {
  compileMozillaSchema,
  haveMozillaSchemas,
  readMozillaSchema,
} from "../../support/mozilla-schemas.ts";
import {
  eventPingSample,
  focusEventPingSample,
  type Json,
  type JsonObject,
  mainPingSample,
  mobileEventPingSample,
  withValue,
} from "../../support/ping-samples.ts";

/** Every property that Mozilla's schemas describe is set to a row of probe values, and both verdicts are compared. */
if (!haveMozillaSchemas) console.log("skipped: Mozilla's ping schemas are not beside the checkout");

/** Where we take what Mozilla refuses, and why. A path is matched by its beginning; `*` stands for any key. */
const LOOSER: [beginning: string, reason: string][] = [
  ["environment.addons.activeAddons.*.quarantine", "no dataset reads it"],
  ["environment.addons.activeAddons.*.signedTypes", "no dataset reads it"],
  ["environment.addons.activeGMPlugins", "no dataset reads it"],
  ["environment.addons.activePlugins", "plugins are gone since Firefox 85"],
  ["environment.addons.persona", "personas are gone since Firefox 58"],
  ["environment.addons.theme.signedTypes", "no dataset reads it"],
  ["environment.build.architecturesInBinary", "no dataset reads it"],
  ["environment.profile.isStubProfile", "no dataset reads it"],
  ["environment.profile.recoveredFromBackup", "no dataset reads it"],
  ["environment.settings.attribution.msstoresignedin", "no dataset reads it"],
  ["environment.settings.e10sCohort", "no dataset reads it"],
  ["environment.settings.fissionEnabled", "no dataset reads it"],
  ["environment.settings.isInOptoutSample", "no dataset reads it"],
  ["environment.settings.launcherProcessState", "no dataset reads it"],
  ["environment.settings.sandbox.contentWin32kLockdownState", "no dataset reads it"],
  ["environment.system.cpu.ecount", "no dataset reads it"],
  ["environment.system.cpu.mcount", "no dataset reads it"],
  ["environment.system.cpu.pcount", "no dataset reads it"],
  ["environment.system.cpu.extensions", "no dataset reads it"],
  ["environment.system.cpu.isWindowsSMode", "no dataset reads it"],
  ["environment.system.device", "no dataset reads it"],
  ["environment.system.gfx.", "no dataset reads it, except feature statuses and Headless"],
  ["environment.system.hasWinPackageId", "no dataset reads it"],
  ["environment.system.isWowARM64", "no dataset reads it"],
  ["environment.system.os.distro", "no dataset reads it"],
  ["environment.system.os.has", "no dataset reads it"],
  ["environment.system.os.libstdcxxVersion", "no dataset reads it"],
  ["environment.system.virtualMaxMB", "no dataset reads it"],
  ["environment.system.winPackageFamilyName", "no dataset reads it"],
  ["payload.info.asyncPluginInit", "plugins are gone since Firefox 85"],
  ["payload.info.flashVersion", "plugins are gone since Firefox 85"],
  ["payload.UIMeasurements", "no dataset reads it"],
  ["payload.addonDetails", "only its keys are read, and only when it is an object"],
  ["payload.addonHistograms", "no dataset reads it"],
  ["payload.fileIOReports", "no dataset reads it"],
  ["payload.histograms", "a histogram is read only if it has the expected shape; a broken one costs itself"],
  ["payload.keyedHistograms", "as histograms"],
  ["payload.lateWrites", "no dataset reads it"],
  ["payload.processes.*.gc", "no dataset reads it"],
  ["payload.processes.*.histograms", "as histograms"],
  ["payload.processes.*.keyedHistograms", "as histograms"],
  ["payload.simpleMeasurements", "a measurement is read only if it is a whole number"],
  ["payload.slowSQL", "no dataset reads it; scrubbed for old versions"],
  ["payload.ver", "no dataset reads it"],
  ["payload.webrtc", "no dataset reads it"],
];

interface SchemaNode {
  readonly properties?: Record<string, SchemaNode>;
  readonly additionalProperties?: boolean | SchemaNode;
}

/** Every property path the schema describes; a map's values are reached by the key `any`. */
function listPaths(node: SchemaNode, at: string[] = []): string[][] {
  const found: string[][] = [];
  const children: [string, SchemaNode][] = Object.entries(node.properties ?? {});
  const rest = node.additionalProperties;
  if (typeof rest === "object") children.push(["any", rest]);
  for (const [key, child] of children) found.push([...at, key], ...listPaths(child, [...at, key]));
  return found;
}

function findReasonToBeLooser(path: string[]): string | undefined {
  const shown = path.join(".");
  return LOOSER.find(([beginning]) => {
    const pattern = beginning.split("*").map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${pattern.join("[^.]+")}`).test(shown);
  })?.[0];
}

const PROBES: (Json | undefined)[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1,
  1.5,
  "",
  "text",
  [],
  ["x"],
  [[1]],
  {},
  { x: 1 },
];

const contracts: [
  string,
  typeof mainPing | typeof eventPing | typeof mobileEventPing | typeof focusEventPing,
  () => JsonObject,
][] = [
  ["main.4", mainPing, mainPingSample],
  ["event.4", eventPing, eventPingSample],
  ["mobile-event.1", mobileEventPing, mobileEventPingSample],
  ["focus-event.1", focusEventPing, focusEventPingSample],
];

/** Sets every property to every probe value and compares the verdicts. */
function compareVerdicts([name, ours, sample]: (typeof contracts)[number]) {
  const schema = readMozillaSchema(name) as SchemaNode;
  const theirs = compileMozillaSchema(name);
  expect(theirs(sample()), JSON.stringify(theirs.errors)).toBe(true);
  const unexplained: string[] = [];
  const reasonsUsed = new Set<string>();
  for (const path of listPaths(schema)) {
    for (const probe of PROBES) {
      const ping = withValue(sample(), path, probe);
      const [we, they] = [ours.safeParse(ping).success, theirs(ping)];
      if (we === they) continue;
      const reason = findReasonToBeLooser(path);
      if (we && reason !== undefined) reasonsUsed.add(reason);
      else unexplained.push(`${path.join(".")} = ${JSON.stringify(probe)}: ours ${we}, Mozilla's ${they}`);
    }
  }
  return { unexplained, reasonsUsed };
}

describe.skipIf(!haveMozillaSchemas)("our schemas against Mozilla's", () => {
  it.each(contracts)("give %s the same verdict for every property and probe value", (...contract) => {
    expect(compareVerdicts(contract).unexplained).toEqual([]);
  });

  it("differ nowhere without need", () => {
    const used = new Set(contracts.flatMap((contract) => [...compareVerdicts(contract).reasonsUsed]));
    expect(LOOSER.map(([beginning]) => beginning).filter((beginning) => !used.has(beginning))).toEqual([]);
  });

  it("agree on random events in a known process", () => {
    const theirs = compileMozillaSchema("event.4");
    const item = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.constant(null),
      fc.dictionary(fc.string(), fc.string()),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(fc.array(item, { maxLength: 8 })), (events) => {
        const ping = withValue(eventPingSample(), ["payload", "events", "parent"], events as Json);
        expect(eventPing.safeParse(ping).success).toBe(theirs(ping));
      }),
      { numRuns: 500 },
    );
  });
});
