import type { Notice, Outcome } from "../engine/outcome.ts";
import { reportOutcome } from "./browser-console.ts";

const { ExtensionUtils } = ChromeUtils.importESModule("resource://gre/modules/ExtensionUtils.sys.mjs") as {
  ExtensionUtils: { ExtensionError: new (message: string) => Error };
};

/** An error whose message the extension may see; anything else reaches it as «An unexpected error occurred». */
export function extensionError(message: string): Error {
  return new ExtensionUtils.ExtensionError(message);
}

/** The text a rejected `browser.telemetry` promise had: `String()` of what nsITelemetry threw. */
export function rejectionText(refusal: Notice, functionName: string): string {
  return refusal.message === ""
    ? `[Exception... "Component returned failure code: 0x80004005 (NS_ERROR_FAILURE) [nsITelemetry.${functionName}]"  nsresult: "0x80004005 (NS_ERROR_FAILURE)"]`
    : `Error: ${refusal.message}`;
}

/**
 * Turns an engine outcome into what an extension saw: what Firefox threw rejects with an ExtensionError, what Firefox
 * logged goes to the Browser Console and the call succeeds.
 */
export function settleForExtension(outcome: Outcome<unknown>, functionName: string): void {
  const thrown = reportOutcome(outcome);
  if (thrown !== null) {
    throw extensionError(rejectionText(thrown, functionName));
  }
}
