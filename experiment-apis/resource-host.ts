const HOST = "event-telemetry";

function resourceHandler(): GeckoResourceHandler {
  return Services.io.getProtocolHandler("resource").QueryInterface(Ci.nsIResProtocolHandler);
}

/** Maps `resource://event-telemetry/` to this add-on's `modules/`: Firefox imports system modules from trusted schemes only. */
export function mapModules(rootURI: GeckoURI): void {
  resourceHandler().setSubstitution(HOST, Services.io.newURI(`${rootURI.spec}modules/`));
}

export function unmapModules(): void {
  resourceHandler().setSubstitution(HOST, null);
}
