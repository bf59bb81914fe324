import { computed, signal } from "@preact/signals";

/** What did not work: something a person asked for, following the events, asking for reports, or keeping the state. */
type Work = "command" | "feed" | "reports" | "state";

const problems = signal<ReadonlyMap<Work, string>>(new Map());

/** What went wrong, for the person to read; null when all is well. A failed command stays until one succeeds or it is dismissed. */
export const failure = computed(
  () => problems.value.get("command") ?? [...problems.value.values()][0] ?? null,
);

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function failed(work: Work, error: unknown): void {
  problems.value = new Map([...problems.peek(), [work, messageOf(error)]]);
}

export function succeeded(work: Work): void {
  if (problems.peek().has(work))
    problems.value = new Map([...problems.peek()].filter(([one]) => one !== work));
}

export function dismissFailures(): void {
  problems.value = new Map();
}

/** Runs what a control asked for; a failure is shown instead of lost. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    succeeded("command");
  } catch (error) {
    failed("command", error);
  }
}
