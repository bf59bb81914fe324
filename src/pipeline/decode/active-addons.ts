import { type Columns, flag, int, text } from "./column.ts";
import { isJsonObject, type JsonObject } from "./parse-json.ts";
import { projectColumns } from "./project.ts";

/** An add-on or the theme in `main_summary`. */
export const addonColumns: Columns = {
  addon_id: text,
  blocklisted: flag,
  name: text,
  user_disabled: flag,
  app_disabled: flag,
  version: text,
  scope: int,
  type: text,
  foreign_install: flag,
  has_binary_components: flag,
  install_day: int,
  update_day: int,
  signed_state: int,
  is_system: flag,
  is_web_extension: flag,
  multiprocess_compatible: flag,
};

/** Older versions of Firefox wrote some flags as 0 and 1. */
function readFlag(value: unknown): unknown {
  return value === 0 || value === 1 ? value === 1 : value;
}

/** One add-on of `environment.addons`, under the names of {@link addonColumns}. */
export function readAddon(id: unknown, addon: JsonObject): JsonObject {
  return projectColumns(addonColumns, {
    addon_id: id,
    blocklisted: addon.blocklisted,
    name: addon.name,
    user_disabled: readFlag(addon.userDisabled),
    app_disabled: addon.appDisabled,
    version: typeof addon.version === "number" ? String(addon.version) : addon.version,
    scope: addon.scope,
    type: addon.type,
    foreign_install: readFlag(addon.foreignInstall),
    has_binary_components: addon.hasBinaryComponents,
    install_day: addon.installDay,
    update_day: addon.updateDay,
    signed_state: addon.signedState,
    is_system: addon.isSystem,
    is_web_extension: addon.isWebExtension,
    multiprocess_compatible: addon.multiprocessCompatible,
  });
}

/** The active add-ons, each with its id. */
export function listActiveAddons(activeAddons: JsonObject): JsonObject[] {
  return Object.keys(activeAddons).flatMap((id) => {
    const addon = activeAddons[id];
    return isJsonObject(addon) ? [readAddon(id, addon)] : [];
  });
}

/** Add-ons that `payload.addonDetails.XPI` names and `activeAddons` does not. */
export function listDisabledAddons(xpi: JsonObject, activeAddons: JsonObject | undefined): string[] {
  return Object.keys(xpi).filter((id) => activeAddons === undefined || !Object.hasOwn(activeAddons, id));
}
