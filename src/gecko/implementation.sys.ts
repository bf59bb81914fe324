/** Bundled as `implementation.sys.mjs` and imported by EventTelemetry.sys.mjs under a URL that carries the build. */
import { createChromeTelemetry } from "./chrome-telemetry.ts";
import { Service } from "./service.ts";

export const createService = (): Service => new Service();
export { createChromeTelemetry };
