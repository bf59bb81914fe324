/** @typedef {Readonly<Record<string, string | number | boolean>>} Prefs */

/** Nobody listens here (the «discard» port), so nothing ever leaves the machine. */
const NOWHERE = "http://127.0.0.1:9";

/** No updates, no look-ups, no first-run pages: Firefox talks to the telemetry server and to nobody else. */
const quiet = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.aboutwelcome.enabled": false,
  "browser.contentblocking.introCount": 99,
  "browser.discovery.enabled": false,
  "browser.dom.window.dump.enabled": true,
  "browser.ml.enable": false,
  "browser.newtabpage.activity-stream.asrouter.userprefs.cfr.addons": false,
  "browser.newtabpage.activity-stream.asrouter.userprefs.cfr.features": false,
  "browser.newtabpage.activity-stream.testing.shouldInitializeFeeds": false,
  "browser.newtabpage.enabled": false,
  "browser.region.network.url": "",
  "browser.safebrowsing.blockedURIs.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.search.update": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage": "about:blank",
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "browser.tabs.warnOnClose": false,
  "browser.topsites.contile.enabled": false,
  "browser.translations.enable": false,
  "browser.urlbar.suggest.searches": false,
  "browser.warnOnQuit": false,
  "datareporting.policy.firstRunURL": "",
  "dom.push.connection.enabled": false,
  "extensions.getAddons.cache.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "extensions.update.enabled": false,
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.disablePrefetch": true,
  "network.prefetch-next": false,
  "nimbus.rollouts.enabled": false,
  "services.settings.loglevel": "off",
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "startup.homepage_welcome_url": "about:blank",
  "startup.homepage_welcome_url.additional": "",
};

/** Experiments count only in builds without enforced signing: Debian's ESR, Nightly, Developer Edition. */
const addons = {
  "extensions.autoDisableScopes": 0,
  "extensions.experiments.enabled": true,
};

/** Uploading pings from a build that is not Mozilla's own, without asking, one second after the start. */
const uploads = {
  "datareporting.healthreport.uploadEnabled": true,
  "datareporting.policy.dataSubmissionEnabled": true,
  "datareporting.policy.dataSubmissionPolicyBypassNotification": true,
  "termsofuse.bypassNotification": true,
  "toolkit.telemetry.initDelay": 1,
  "toolkit.telemetry.send.overrideOfficialCheck": true,
  // -1: Glean keeps its own pings to itself.
  "telemetry.fog.test.localhost_port": -1,
};

/**
 * The prefs of a development or test profile.
 * @param {{ telemetryServer?: string | undefined, uuids?: Readonly<Record<string, string>> | undefined }} [options]
 *   `telemetryServer`: where pings go, nowhere when left out; `uuids`: add-on id → UUID of its `moz-extension:` origin.
 * @returns {Prefs}
 */
export function firefoxPrefs({ telemetryServer = NOWHERE, uuids } = {}) {
  return {
    ...quiet,
    ...addons,
    ...uploads,
    "toolkit.telemetry.server": telemetryServer,
    ...(uuids ? { "extensions.webextensions.uuids": JSON.stringify(uuids) } : {}),
  };
}
