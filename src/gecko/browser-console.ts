import type { Notice } from "../engine/outcome.ts";

interface ScriptError {
  init(
    message: string,
    sourceName: string,
    lineNumber: number,
    columnNumber: number,
    flags: number,
    category: string,
    fromPrivateWindow: boolean,
    fromChromeContext: boolean,
  ): void;
}

const ERROR_FLAG = 0;
const WARNING_FLAG = 1;

/**
 * Says a notice in the Browser Console as Firefox's own telemetry did: an nsIScriptError of the category
 * «chrome javascript» with the plain text. Notices that Firefox threw or kept silent about say nothing here.
 */
export function reportToConsole(notice: Notice): void {
  if (notice.surface !== "error" && notice.surface !== "warning") {
    return;
  }
  const entry = Cc["@mozilla.org/scripterror;1"]?.createInstance(Ci.nsIScriptError) as ScriptError;
  const flag = notice.surface === "error" ? ERROR_FLAG : WARNING_FLAG;
  entry.init(notice.message, "", 0, 0, flag, "chrome javascript", false, true);
  Services.console.logMessage(entry);
}
