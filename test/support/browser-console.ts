import { z } from "zod";
import type { Session } from "./session.ts";

const message = z.object({
  level: z.enum(["debug", "info", "warning", "error"]),
  text: z.string(),
  /** File and line, or the add-on that logged it; may be empty. */
  source: z.string(),
});

/** One line of the Browser Console. */
export type ConsoleMessage = z.infer<typeof message>;

/**
 * Starts keeping what reaches the Browser Console, from what is already there. Firefox itself keeps only the last few
 * hundred. The list hangs on the system global, so that it outlives every window.
 */
export async function startCollecting(session: Session): Promise<void> {
  await session.chrome(`
    const system = Cu.getGlobalForObject(Services);
    const sandbox = new Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal());
    Object.assign(sandbox, { Services, Ci, Cc });
    Cu.evalInSandbox(${JSON.stringify(COLLECTOR)}, sandbox);
    system.testHarnessConsole = sandbox;`);
}

/** What the Browser Console showed so far, oldest first. */
export async function readConsole(session: Session): Promise<ConsoleMessage[]> {
  const messages = await session.chrome<unknown>(
    "return Cu.getGlobalForObject(Services).testHarnessConsole.messages.map((one) => ({ ...one }));",
  );
  return z.array(message).parse(messages);
}

// nsIConsoleService carries script errors and logStringMessage; console.* of pages, add-ons and modules comes through
// the ConsoleAPI storage.
const COLLECTOR = `
  var messages = [];
  const levels = ["debug", "info", "warning", "error"];
  function keep(entry) {
    if (entry instanceof Ci.nsIScriptError) {
      const level = entry.flags & entry.infoFlag ? "info" : entry.flags & entry.warningFlag ? "warning" : "error";
      messages.push({ level, text: entry.errorMessage, source: entry.sourceName + ":" + entry.lineNumber });
    } else if (entry instanceof Ci.nsIConsoleMessage) {
      messages.push({ level: levels[entry.logLevel] ?? "info", text: entry.message, source: "" });
    }
  }
  function keepCall(call) {
    const event = call.wrappedJSObject ?? call;
    const level = { warn: "warning", error: "error", assert: "error", debug: "debug" }[event.level] ?? "info";
    const text = Array.from(event.arguments ?? [], (one) => {
      try {
        return typeof one === "object" && one !== null ? String(one.message ?? JSON.stringify(one)) : String(one);
      } catch (error) {
        return "(" + error + ")";
      }
    }).join(" ");
    messages.push({ level, text, source: event.addonId || event.filename + ":" + event.lineNumber });
  }
  var listener = { observe: keep };
  for (const entry of Services.console.getMessageArray()) keep(entry);
  Services.console.registerListener(listener);
  var storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
  for (const call of storage.getEvents()) keepCall(call);
  storage.addLogEventListener(keepCall, Services.scriptSecurityManager.getSystemPrincipal());
`;
