interface TimerModule {
  setTimeout(callback: () => void, ms: number): number;
  clearTimeout(id: number): void;
}

const timers = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs") as TimerModule;

/** One timer that is either armed or not; arming it again moves it. System modules have no global setTimeout. */
export class Timer {
  private id: number | null = null;
  private dueAt = 0;
  private readonly callback: () => void;

  constructor(callback: () => void) {
    this.callback = callback;
  }

  get armed(): boolean {
    return this.id !== null;
  }

  /** Wall-clock ms since the epoch at which it fires, or null while it is not armed. */
  get due(): number | null {
    return this.armed ? this.dueAt : null;
  }

  arm(ms: number): void {
    this.cancel();
    this.dueAt = Date.now() + ms;
    this.id = timers.setTimeout(() => {
      this.id = null;
      this.callback();
    }, ms);
  }

  cancel(): void {
    if (this.id !== null) {
      timers.clearTimeout(this.id);
      this.id = null;
    }
  }
}
