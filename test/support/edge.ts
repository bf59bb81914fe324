import { onTestFinished } from "vitest";
import type { EdgeOptions } from "../../src/pipeline/edge/edge-options.ts";
import { type Edge, type EdgeHooks, startEdge } from "../../src/pipeline/edge/start-edge.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

export interface TestEdge extends Edge {
  readonly landing: string;
}

/** An edge in this process on a free port with a fresh landing folder, closed when the test ends. */
export async function startTestEdge(
  options: Partial<EdgeOptions> = {},
  hooks: EdgeHooks = {},
): Promise<TestEdge> {
  const landing = options.landing ?? (await makeTemporaryFolder());
  const edge = await startEdge({ port: 0, minFreeBytes: 0, ...options, landing }, hooks);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= edge.close());
  onTestFinished(close);
  return { ...edge, landing, close };
}
