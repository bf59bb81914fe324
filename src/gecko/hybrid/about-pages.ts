const ACTOR = "EventTelemetryHybrid";
const HOST = "event-telemetry-pages";

interface WindowActors {
  registerWindowActor(name: string, options: object): void;
  unregisterWindowActor(name: string): void;
}

/**
 * Hears `mozTelemetry` events in `about:` pages, where no content script can be: they are Firefox's own, and most of them
 * live in the parent process. The modules have a `resource:` host of their own, since the engine's belongs to whichever
 * build serves. From an unpacked folder only pages of the parent process can load them: the sandbox of the other
 * processes keeps them from reading files.
 */
export class AboutPages {
  private readonly folder: string;
  private readonly build: string;

  constructor(folder: string, build: string) {
    this.folder = folder;
    this.build = build;
  }

  start(): void {
    substitute(Services.io.newURI(this.folder));
    const module = (side: string): object => ({
      esModuleURI: `resource://${HOST}/about-page-${side}.sys.mjs?build=${this.build}`,
    });
    (ChromeUtils as unknown as WindowActors).registerWindowActor(ACTOR, {
      parent: module("parent"),
      child: { ...module("child"), events: { mozTelemetry: { wantUntrusted: true } } },
      matches: ["about:*"],
      allFrames: true,
    });
  }

  stop(): void {
    (ChromeUtils as unknown as WindowActors).unregisterWindowActor(ACTOR);
    substitute(null);
  }
}

function substitute(folder: GeckoURI | null): void {
  Services.io
    .getProtocolHandler("resource")
    .QueryInterface(Ci.nsIResProtocolHandler)
    .setSubstitution(HOST, folder);
}
