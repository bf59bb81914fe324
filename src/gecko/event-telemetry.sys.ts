/**
 * Bundled as `EventTelemetry.sys.mjs`: the module Firefox code imports, and the meeting point of every build that
 * carries the engine. System modules never unload, so this file holds as little logic as it can: it points at the
 * implementation that serves, which is imported under a URL of its own (ARCHITECTURE.md, "One engine a process").
 */
import type { ChromeTelemetry } from "./chrome-telemetry.ts";
import { EngineHost, type Implementation } from "./host/engine-host.ts";
import type { Owner } from "./host/owner.ts";
import { mapModules } from "./host/resource-host.ts";
import type { Service } from "./service.ts";

interface AddonListener {
  onUninstalling(addon: { readonly id: string }): void;
  onOperationCancelled(addon: { readonly id: string }): void;
  onUninstalled(addon: { readonly id: string }): void;
}

const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs") as {
  AddonManager: { addAddonListener(listener: AddonListener): void };
};

const report = (problem: unknown): void => console.error("Event Telemetry:", problem);

const host = new EngineHost<Service, ChromeTelemetry>({
  mapModules,
  load: (build) =>
    ChromeUtils.importESModule(
      `resource://event-telemetry/implementation.sys.mjs?build=${build}`,
    ) as Implementation<Service, ChromeTelemetry>,
  compareVersions: (left, right) => Services.vc.compare(left, right),
  report,
});

/** Add-ons that are being removed: an add-on's own shutdown is not told why it happens. */
const leaving = new Set<string>();

AddonManager.addAddonListener({
  onUninstalling: ({ id }) => leaving.add(id),
  onOperationCancelled: ({ id }) => leaving.delete(id),
  onUninstalled: ({ id }) => {
    leaving.delete(id);
    host.forget(id).catch(report);
  },
});

function current(): ChromeTelemetry {
  if (host.chrome === null) {
    throw Components.Exception(
      "Event Telemetry is not running: its add-on is not installed or is disabled.",
      Cr.NS_ERROR_NOT_INITIALIZED,
    );
  }
  return host.chrome;
}

/** For Firefox code: nsITelemetry's functions with their meanings. Throws NS_ERROR_NOT_INITIALIZED with no engine. */
export const EventTelemetry: ChromeTelemetry = new Proxy({} as ChromeTelemetry, {
  get: (_target, name) => Reflect.get(current(), name),
});

/** For the add-ons that carry the engine; nobody else calls it. */
export const EventTelemetryHost = {
  attach: (owner: Owner): void => host.attach(owner),
  detach: (addonId: string): void => host.detach(addonId, leaving.delete(addonId)),
  telemetryFor: host.telemetryFor.bind(host),
  follow: host.follow.bind(host),
  get service() {
    return host.service;
  },
  get owners() {
    return host.owned;
  },
};
