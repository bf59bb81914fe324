// Node starts a worker without its parent's loader, so a run from source begins here; the build starts worker-entry itself.
import { register } from "tsx/esm/api";

register();
await import("./worker-entry.ts");
