import type { Notice, Outcome } from "../engine/outcome.ts";

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
 * Says in the Browser Console what Firefox's own telemetry said there: first what was changed about the call, then why
 * it was refused.
 * @returns the refusal if Firefox threw it, for the caller to throw
 */
export function reportOutcome(outcome: Outcome<unknown>): Notice | null {
  outcome.notices.forEach(reportToConsole);
  if (outcome.ok) {
    return null;
  }
  reportToConsole(outcome.refusal);
  return outcome.refusal.surface === "throw" ? outcome.refusal : null;
}

/**
 * An nsIScriptError of the category «chrome javascript» with the plain text, as Firefox's own telemetry had it. Notices
 * that Firefox threw or kept silent about say nothing here.
 */
function reportToConsole(notice: Notice): void {
  if (notice.surface !== "error" && notice.surface !== "warning") {
    return;
  }
  const entry = Cc["@mozilla.org/scripterror;1"]?.createInstance(Ci.nsIScriptError) as ScriptError;
  const flag = notice.surface === "error" ? ERROR_FLAG : WARNING_FLAG;
  entry.init(notice.message, "", 0, 0, flag, "chrome javascript", false, true);
  Services.console.logMessage(entry);
}
