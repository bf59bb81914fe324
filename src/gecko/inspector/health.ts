import type { Engine } from "../../engine/engine.ts";
import { DEFAULT_LIMITS, type Limits } from "../../engine/limits.ts";
import type { PingSession } from "../../pings/build-event-ping.ts";
import type { Bridge, BridgeState } from "../bridge.ts";
import type { Carrier, CarrierState } from "../carriers/carrier.ts";
import type { Consent, ConsentState } from "../consent.ts";
import { BOUNDS, type Durability } from "../durability.ts";
import { telemetryReportingPolicy } from "../firefox-modules.ts";
import { currentSession } from "../session.ts";
import type { StoreState } from "../store/durable-queue.ts";

/** Lets testers upload from any build (TelemetrySend, `_overrideOfficialCheck`). */
const OVERRIDE_PREF = "toolkit.telemetry.send.overrideOfficialCheck";

export interface HealthParts {
  readonly engine: Engine;
  readonly consent: Consent;
  readonly carrier: Carrier;
  readonly durability: Durability;
  readonly bridge: Bridge;
}

/** Everything that decides whether an event is recorded, kept and sent. */
export interface Health {
  readonly consent: ConsentState;
  readonly uploads: {
    /** False in a build that is not Mozilla's own: it never uploads telemetry, unless its pref for testers is set. */
    readonly officialBuild: boolean;
    /** False until Firefox has shown its data policy, or where the policy is off altogether; pings wait for it. */
    readonly policyShown: boolean;
    readonly server: string;
  };
  /** Firefox's own recording switches; `extended` is off on release channels. */
  readonly recording: { readonly base: boolean; readonly extended: boolean };
  readonly carrier: CarrierState;
  readonly bridge: BridgeState;
  readonly store: StoreState & { readonly bytes: number };
  readonly queue: {
    readonly events: number;
    readonly bytes: number;
    readonly maxEvents: number;
    readonly maxBytes: number;
  };
  readonly lost: number;
  readonly problems: readonly string[];
  readonly session: PingSession;
  readonly firefoxVersion: string;
  readonly limits: Limits;
}

export async function readHealth(parts: HealthParts): Promise<Health> {
  const { engine, consent, carrier, durability, bridge } = parts;
  return {
    consent: consent.state,
    uploads: {
      officialBuild:
        Services.telemetry.isOfficialTelemetry || Services.prefs.getBoolPref(OVERRIDE_PREF, false),
      policyShown: telemetryReportingPolicy().canUpload(),
      server: Services.prefs.getStringPref("toolkit.telemetry.server", ""),
    },
    recording: { base: Services.telemetry.canRecordBase, extended: Services.telemetry.canRecordExtended },
    carrier: carrier.state,
    bridge: bridge.state,
    store: { ...durability.queue.state, bytes: await durability.bytesOnDisk() },
    queue: { events: engine.queue.size, bytes: engine.queue.bytes, ...BOUNDS },
    lost: durability.lost.total,
    problems: durability.reported,
    session: currentSession(),
    firefoxVersion: Services.appinfo.version,
    limits: DEFAULT_LIMITS,
  };
}
