import { simulateClient } from "../../src/pipeline/simulate/simulate-uploads.ts";
import { resolveOptions, type SimulationOptions } from "../../src/pipeline/simulate/simulation-options.ts";
import type { Upload } from "../../src/pipeline/simulate/upload.ts";

/** Options that make nothing late, copied or wrong: what is left is what clients make. */
export const WELL_BEHAVED = { duplicates: 0, late: 0, malformed: 0, skewed: 0 } as const;

/** All uploads of a small simulation, client by client. */
export function simulateAll(options: Partial<SimulationOptions>): Upload[] {
  const settings = resolveOptions({ clients: 40, days: 3, histograms: 2, heavyClients: 0, ...options });
  return Array.from({ length: settings.clients }, (_, client) => [
    ...simulateClient(settings, client),
  ]).flat();
}
