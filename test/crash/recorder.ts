import { IMPORT } from "../support/add-on.ts";
import type { Firefox } from "../support/firefox.ts";
import type { RecordedEvent } from "./tally.ts";

export const CATEGORY = "crash.campaign";

/** Records numbered events in one Firefox session and keeps the books. */
export class Recorder {
  private readonly firefox: Firefox;
  private readonly sessionId: string;
  private readonly books: RecordedEvent[];

  private constructor(firefox: Firefox, sessionId: string, books: RecordedEvent[]) {
    this.firefox = firefox;
    this.sessionId = sessionId;
    this.books = books;
  }

  static async start(firefox: Firefox, books: RecordedEvent[]): Promise<Recorder> {
    const sessionId = await firefox.chrome<string>(
      `${IMPORT}
       EventTelemetry.registerEvents(args[0], {
         thing: { methods: ["do"], objects: ["thing"], extra_keys: ["n"], record_on_release: true },
       });
       const { TelemetrySession } = ChromeUtils.importESModule("resource://gre/modules/TelemetrySession.sys.mjs");
       return TelemetrySession.getMetadata("crash").sessionId;`,
      CATEGORY,
    );
    return new Recorder(firefox, sessionId, books);
  }

  /** Records `count` events; they are acknowledged once this resolves. */
  async record(count: number): Promise<void> {
    const first = this.books.length;
    const { sessionId } = this;
    const events = Array.from({ length: count }, (_, at) => ({
      n: first + at,
      sessionId,
      acknowledgedAt: null,
    }));
    this.books.push(...events);
    await this.firefox.chrome<null>(
      `${IMPORT}
       const [category, first, count] = args;
       for (let n = first; n < first + count; n++) {
         EventTelemetry.recordEvent(category, "do", "thing", null, { n: String(n) });
       }
       return null;`,
      CATEGORY,
      first,
      count,
    );
    const now = performance.now();
    for (const event of this.books.slice(first, first + count)) {
      event.acknowledgedAt = now;
    }
  }
}
