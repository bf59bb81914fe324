import { CommanderError } from "commander";
import { z } from "zod";
import { UsageError } from "./usage-error.ts";

/** What a user can mend, and what is ours. */
const EXIT = { done: 0, bug: 1, usage: 2 } as const;

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/**
 * Says on stderr why a command failed and returns the process's exit code: one line and 2 for what the user or the
 * system can mend, the stack and 1 for a bug.
 */
export function reportFailure(error: unknown): number {
  // Commander has said it already, and help that was asked for is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UsageError || isSystemError(error)) {
    console.error(`error: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof z.ZodError) {
    const issues = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    console.error(`error: ${issues.join("; ")}`);
    return EXIT.usage;
  }
  console.error(error);
  return EXIT.bug;
}
