/** Something the user can mend: said in one line, without a stack, with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
