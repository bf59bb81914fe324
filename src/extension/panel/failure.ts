import { signal } from "@preact/signals";

/** What went wrong last, for the person to read; null when all is well. */
export const failure = signal<string | null>(null);

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs what a control asked for; a failure is shown instead of lost. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    failure.value = null;
  } catch (error) {
    failure.value = messageOf(error);
  }
}
