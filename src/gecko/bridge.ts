import type { ExtensionTelemetry } from "./extension-telemetry.ts";
import { type Wrapped, wrapFunction } from "./wrap-function.ts";

interface Extension {
  readonly id: string;
  readonly views: Set<Context>;
}

interface Context {
  readonly extension: Extension;
  /** Which APIs the context has asked for (ExtensionCommon, `CanOfAPIs`). */
  readonly apiCan?: { readonly apis: ReadonlyMap<string, unknown> };
}

interface ApiObject {
  telemetry: Record<string, (...args: never[]) => unknown>;
}

interface TelemetryApiClass {
  readonly prototype: { getAPI(context: Context): ApiObject };
}

const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs") as {
  ExtensionParent: { apiManager: { asyncLoadModule(name: string): Promise<TelemetryApiClass> } };
};

/**
 * Gives every privileged extension with the permission `telemetry` our engine behind the platform's own
 * `browser.telemetry`, with no change to the extension: Firefox's schema still checks the arguments, and
 * `this.extension.id` is the source. After `stop` each function is the platform's own again, also in contexts
 * that took the API while the bridge was up.
 */
export class Bridge {
  private wrapped: Wrapped | null = null;
  private active = false;
  private readonly routed = new WeakSet<Context>();
  private readonly telemetryFor: (source: string) => ExtensionTelemetry;

  constructor(telemetryFor: (source: string) => ExtensionTelemetry) {
    this.telemetryFor = telemetryFor;
  }

  async start(): Promise<void> {
    this.active = true;
    const apiClass = await ExtensionParent.apiManager.asyncLoadModule("telemetry");
    if (!this.active) {
      return;
    }
    const { routed } = this;
    const route = this.route.bind(this);
    this.wrapped = wrapFunction<TelemetryApiClass["prototype"]["getAPI"]>(
      apiClass.prototype,
      "getAPI",
      (original) =>
        function (this: { extension: Extension }, context) {
          routed.add(context);
          return route(this.extension.id, original.call(this as never, context));
        },
    );
  }

  stop(): void {
    this.active = false;
    this.wrapped?.restore();
    this.wrapped = null;
  }

  /** Extensions with a page that took the platform's API before the bridge was up: what they record is lost until they reload. */
  get needReload(): readonly string[] {
    if (!this.active) {
      return [];
    }
    const extensions = WebExtensionPolicy.getActiveExtensions().map(
      (policy) => policy.extension as Extension | null,
    );
    const isStale = (context: Context): boolean =>
      context.apiCan?.apis.has("telemetry") === true && !this.routed.has(context);
    return extensions.flatMap((extension) =>
      extension !== null && [...extension.views].some(isStale) ? [extension.id] : [],
    );
  }

  get isUp(): boolean {
    return this.active && this.wrapped !== null;
  }

  private route(source: string, builtin: ApiObject): ApiObject {
    const ours = this.telemetryFor(source) as unknown as Record<string, (...args: unknown[]) => unknown>;
    const routed = Object.entries(builtin.telemetry).map(([name, platform]) => [
      name,
      (...args: unknown[]): unknown => {
        const own = this.active ? ours[name] : undefined;
        return own === undefined ? platform(...(args as never[])) : own(...args);
      },
    ]);
    return { telemetry: Object.fromEntries(routed) };
  }
}
