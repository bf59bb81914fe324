import { ARGUMENT_CASES } from "./browser-telemetry-arguments.ts";
import { CALL_CASES } from "./browser-telemetry-calls.ts";
import { PING_CASES } from "./browser-telemetry-pings.ts";
import type { ExtensionCase } from "./extension-surface.ts";

/** What only `browser.telemetry` has, for any extension page with our engine behind it. */
export const EXTENSION_CASES: readonly ExtensionCase[] = [...ARGUMENT_CASES, ...CALL_CASES, ...PING_CASES];
