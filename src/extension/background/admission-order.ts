/**
 * Lets work begin in the order it came, whatever time the checks before it take. The checks run side by side: each asks the
 * parent process, and one after another a busy page would make each wait for a frame.
 */
export class AdmissionOrder {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `check` at once, and `work` with what it found after all earlier work has begun. */
  admit<Checked, Result>(
    check: () => Promise<Checked>,
    work: (checked: Checked) => Promise<Result>,
  ): Promise<Result> {
    const started = Promise.all([check(), this.last]).then(([checked]) => ({ result: work(checked) }));
    this.last = started.catch(() => undefined);
    return started.then(({ result }) => result);
  }
}
