import { packUpload } from "./pack-upload.ts";
import { simulateClient } from "./simulate-uploads.ts";
import type { SimulationSettings } from "./simulation-options.ts";
import { type SimulationSummary, SummaryCounter } from "./simulation-summary.ts";
import type { Upload } from "./upload.ts";
import type { SinkOutcome, UploadSink } from "./upload-sink.ts";

/** Bodies being gzipped at once, in zlib's threads. */
const PACKING = 32;

export interface SimulationOutcome {
  readonly summary: SimulationSummary;
  readonly sink: SinkOutcome;
}

/**
 * Simulates client after client and hands their uploads to the sink, always in the same order.
 * @param onProgress told after each client
 */
export async function runSimulation(
  settings: SimulationSettings,
  sink: UploadSink,
  onProgress: (clients: number, summary: SimulationSummary) => void = () => undefined,
): Promise<SimulationOutcome> {
  const counter = new SummaryCounter();
  const packing: { readonly upload: Upload; readonly body: Promise<Buffer> }[] = [];

  async function handOver(atMost: number): Promise<void> {
    while (packing.length > atMost) {
      const next = packing.shift();
      if (next === undefined) return;
      const body = await next.body;
      await sink.take(next.upload, body);
      counter.count(next.upload, body.length);
    }
  }

  for (let client = 0; client < settings.clients; client += 1) {
    for (const upload of simulateClient(settings, client)) {
      packing.push({ upload, body: packUpload(upload) });
      await handOver(PACKING - 1);
    }
    onProgress(client + 1, counter.read());
  }
  await handOver(0);
  return { sink: await sink.close(), summary: counter.read() };
}
