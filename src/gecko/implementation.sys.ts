/** Bundled as `implementation.sys.mjs` and imported by EventTelemetry.sys.mjs under a URL that carries the build. */
import { createChromeTelemetry } from "./chrome-telemetry.ts";
import { removeFolder } from "./durability.ts";
import { Service, type ServiceOptions } from "./service.ts";

export const createService = (options: ServiceOptions): Service => new Service(options);
export { createChromeTelemetry, removeFolder };
