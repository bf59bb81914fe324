const HOST = "event-telemetry";

function resourceHandler(): GeckoResourceHandler {
  return Services.io.getProtocolHandler("resource").QueryInterface(Ci.nsIResProtocolHandler);
}

/** Points `resource://event-telemetry/` at a `modules/` folder: Firefox imports system modules from trusted schemes only. */
export function mapModules(folder: string | null): void {
  resourceHandler().setSubstitution(HOST, folder === null ? null : Services.io.newURI(folder));
}

/** For an add-on that starts: whoever was here first has mapped the folder already. */
export function mapModulesIfNeeded(folder: string): void {
  if (!resourceHandler().hasSubstitution(HOST)) {
    mapModules(folder);
  }
}
