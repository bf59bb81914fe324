import type { ExtensionTelemetry } from "./extension-telemetry.ts";

export type Functions = Record<string, (...args: unknown[]) => unknown>;

export interface Extension {
  readonly id: string;
  readonly views: ReadonlySet<Context>;
  hasPermission(name: string): boolean;
}

/** The parent side of an extension's page (ExtensionParent, `ExtensionPageContextParent`), the part we use. */
export interface Context {
  readonly extension: Extension;
  /** What the page has asked for so far (ExtensionCommon, `CanOfAPIs`). */
  readonly apiCan?: {
    readonly apis: ReadonlyMap<string, unknown>;
    readonly root?: { readonly telemetry?: Functions };
    /** `telemetry.recordEvent` → the function bound when it was first called. */
    readonly apiPaths?: Map<string, unknown>;
  };
  callOnClose(closable: { close(): void }): void;
}

interface Route {
  readonly platform: Functions;
  readonly routed: Functions;
}

/**
 * Puts our functions in the place of the platform's, page by page of the extensions, and takes them out again. Firefox
 * keeps the API that a page once asked for as long as the page lives, so those that were here before us are changed
 * where they are.
 */
export class BridgeContexts {
  private readonly routes = new Map<Context, Route>();
  private readonly telemetryFor: (source: string) => ExtensionTelemetry;

  constructor(telemetryFor: (source: string) => ExtensionTelemetry) {
    this.telemetryFor = telemetryFor;
  }

  /** Ours for a page that asks just now, in front of what the platform gives it. */
  route(context: Context, platform: Functions): Functions {
    const ours = this.telemetryFor(context.extension.id) as unknown as Functions;
    const routed = Object.fromEntries(
      Object.entries(platform).map(([name, original]) => [name, ours[name] ?? original]),
    );
    this.routes.set(context, { platform: { ...platform }, routed });
    context.callOnClose({ close: () => this.routes.delete(context) });
    return routed;
  }

  /** The same for the pages that had asked before. */
  routeExisting(): void {
    for (const context of allContexts()) {
      const { root, apiPaths } = context.apiCan ?? {};
      if (hasAsked(context) && !this.routes.has(context) && root?.telemetry && apiPaths) {
        put(context, this.route(context, root.telemetry));
      }
    }
  }

  restore(): void {
    for (const [context, { platform, routed }] of this.routes) {
      const present = context.apiCan?.root?.telemetry ?? {};
      const ours = Object.entries(platform).filter(([name]) => present[name] === routed[name]);
      put(context, Object.fromEntries(ours));
    }
    this.routes.clear();
  }

  get routed(): readonly string[] {
    return unique([...this.routes.keys()]);
  }

  /** Extensions with a page that holds the platform's functions where we cannot change them. */
  get stale(): readonly string[] {
    return unique(allContexts().filter((context) => hasAsked(context) && !this.routes.has(context)));
  }
}

function allContexts(): readonly Context[] {
  return WebExtensionPolicy.getActiveExtensions().flatMap(({ extension }) => [
    ...((extension as Extension | null)?.views ?? []),
  ]);
}

function hasAsked({ extension, apiCan }: Context): boolean {
  return apiCan === undefined ? extension.hasPermission("telemetry") : apiCan.apis.has("telemetry");
}

function put({ apiCan }: Context, functions: Functions): void {
  Object.assign(apiCan?.root?.telemetry ?? {}, functions);
  for (const name of Object.keys(functions)) {
    apiCan?.apiPaths?.delete(`telemetry.${name}`);
  }
}

function unique(contexts: readonly Context[]): readonly string[] {
  return [...new Set(contexts.map(({ extension }) => extension.id))];
}
