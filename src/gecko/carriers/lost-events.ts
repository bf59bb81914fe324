/** Events dropped over the bounds and not yet told in an event ping's `lostEventsCount`. */
export class LostEvents {
  private waiting = 0;
  private everLost = 0;
  private readonly onChange: (waiting: number) => void;

  constructor(onChange: (waiting: number) => void) {
    this.onChange = onChange;
  }

  /** All that were lost in this session and those an earlier one had not told yet, for the panel. */
  get total(): number {
    return this.everLost;
  }

  add(events: number): void {
    if (events > 0) {
      this.everLost += events;
      this.set(this.waiting + events);
    }
  }

  /** The count for the next event ping, which now tells it. */
  take(): number {
    const { waiting } = this;
    this.set(0);
    return waiting;
  }

  /** The ping that was to tell them was refused. */
  giveBack(events: number): void {
    this.set(this.waiting + events);
  }

  private set(waiting: number): void {
    if (waiting !== this.waiting) {
      this.waiting = waiting;
      this.onChange(waiting);
    }
  }
}
