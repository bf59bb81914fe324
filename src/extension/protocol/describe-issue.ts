import type { z } from "zod";

const LONGEST = 200;

/** The first thing wrong with a message, as `args.1: Invalid input: expected string, received number`; bounded. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "unknown";
  const path = issue.path.map(String).join(".");
  return `${path === "" ? "" : `${path}: `}${issue.message}`.slice(0, LONGEST);
}
