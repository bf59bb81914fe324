/**
 * Lets work through one after another in the order it came, whatever time the checks before it take. What follows
 * the checks starts in that order and then runs on its own.
 */
export class AdmissionOrder {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `check` after all earlier checks have settled, and `work` with what it found. */
  admit<Checked, Result>(
    check: () => Promise<Checked>,
    work: (checked: Checked) => Promise<Result>,
  ): Promise<Result> {
    const checked = this.last.then(check);
    const started = checked.then((value) => ({ result: work(value) }));
    this.last = started.catch(() => undefined);
    return started.then(({ result }) => result);
  }
}
