import { type DataCollectionGrant, HOST_PROTOCOL, type Owner } from "./owner.ts";

/** What the host asks of a build's running engine. */
export interface HostedService {
  /** `browser.telemetry` for a source. */
  telemetryFor(source: string): object;
  ownersChanged(owners: readonly DataCollectionGrant[]): void;
  /** Stops, and gives what the next build goes on from. */
  handOver(): { readonly released: Promise<unknown> };
  /** Sends what is pending and leaves nothing behind. */
  retire(): Promise<void>;
}

export interface HostedOptions<Service extends HostedService> {
  /** The add-ons that carry the engine now; `ownersChanged` is called when others do. */
  readonly owners: readonly DataCollectionGrant[];
  readonly inheritance?: ReturnType<Service["handOver"]>;
  /** An engine that was removed and still clears up: its folder is to be ours. */
  readonly after?: Promise<void>;
}

/** What a build's `implementation.sys.mjs` exports. */
export interface Implementation<Service extends HostedService, Chrome> {
  createService(options: HostedOptions<Service>): Service;
  createChromeTelemetry(service: Service): Chrome;
  /** Deletes what the engine keeps in the profile. */
  removeFolder(): Promise<void>;
}

export interface EngineHostDeps<Service extends HostedService, Chrome> {
  /** Points `resource://event-telemetry/` at a folder, or nowhere. */
  mapModules(folder: string | null): void;
  /** Imports the implementation of a build from the folder mapped last. */
  load(build: string): Implementation<Service, Chrome>;
  /** Above 0 where `left` is the newer version. */
  compareVersions(left: string, right: string): number;
  report(problem: unknown): void;
}

interface Running<Service extends HostedService, Chrome> {
  readonly owner: Owner;
  readonly service: Service;
  readonly chrome: Chrome;
  readonly implementation: Implementation<Service, Chrome>;
}

/** How to follow the service through takeovers: called for each one, gives what ends that. */
export type Subscribe<Service> = (service: Service) => () => void;

/**
 * One engine a process for all add-ons that carry it: the newest version serves, and when its owner goes the next
 * newest takes over with all that was registered and recorded. With the last owner the engine goes too.
 */
export class EngineHost<Service extends HostedService, Chrome> {
  private readonly deps: EngineHostDeps<Service, Chrome>;
  private readonly owners = new Map<string, Owner>();
  private readonly followers = new Map<Subscribe<Service>, () => void>();
  private running: Running<Service, Chrome> | null = null;
  private inheritance: ReturnType<Service["handOver"]> | undefined;
  private retired: Promise<void> | undefined;
  /** The last owner, if it was disabled: its add-on may be removed while it does not run. */
  private dormant: Pick<Running<Service, Chrome>, "owner" | "implementation"> | null = null;

  constructor(deps: EngineHostDeps<Service, Chrome>) {
    this.deps = deps;
  }

  get service(): Service | null {
    return this.running?.service ?? null;
  }

  get chrome(): Chrome | null {
    return this.running?.chrome ?? null;
  }

  /** Who carries the engine now, the serving one marked: for the panel. */
  get owned(): readonly (Pick<Owner, "id" | "version" | "build"> & { readonly serves: boolean })[] {
    return [...this.owners.values()].map((owner) => ({
      id: owner.id,
      version: owner.version,
      build: owner.build,
      serves: owner === this.running?.owner,
    }));
  }

  /** An add-on that carries the engine has started. A service is there when the call returns, unless none could be made. */
  attach(owner: Owner): void {
    if (owner.protocol !== HOST_PROTOCOL) {
      this.deps.report(
        new Error(
          `${owner.id} carries an engine of protocol ${owner.protocol}, this Firefox has loaded protocol ${HOST_PROTOCOL}: restart Firefox`,
        ),
      );
    }
    this.owners.set(owner.id, owner);
    this.serveNewest();
  }

  /** The add-on is disabled, updated or removed. */
  detach(id: string, isRemoved: boolean): void {
    if (this.owners.delete(id)) {
      this.serveNewest(isRemoved);
    }
  }

  /** The add-on was removed while it was disabled. */
  async forget(id: string): Promise<void> {
    if (this.dormant?.owner.id !== id || this.owners.size > 0) {
      return;
    }
    const { implementation } = this.dormant;
    const released = this.inheritance?.released;
    this.dormant = null;
    this.inheritance = undefined;
    await released;
    await implementation.removeFolder();
  }

  /** `browser.telemetry` for a source; the functions go on working when another build takes over. */
  telemetryFor(source: string): ReturnType<Service["telemetryFor"]> {
    type Functions = Record<string, (...args: unknown[]) => unknown>;
    let bound = this.bind(source);
    const call = (name: string, args: unknown[]): unknown => {
      if (bound.service !== this.running?.service) {
        bound = this.bind(source);
      }
      return (bound.telemetry as Functions)[name]?.(...args);
    };
    const functions = Object.keys(bound.telemetry).map((name) => [
      name,
      (...args: unknown[]): unknown => call(name, args),
    ]);
    return Object.fromEntries(functions) as ReturnType<Service["telemetryFor"]>;
  }

  /** Subscribes to the service, and to each that takes over; the function returned ends it. */
  follow(subscribe: Subscribe<Service>): () => void {
    this.followers.set(subscribe, this.running === null ? () => {} : subscribe(this.running.service));
    return () => {
      this.followers.get(subscribe)?.();
      this.followers.delete(subscribe);
    };
  }

  private bind(source: string): { readonly service: Service; readonly telemetry: object } {
    const service = this.running?.service;
    if (service === undefined) {
      throw new Error("Event Telemetry's engine is not running");
    }
    return { service, telemetry: service.telemetryFor(source) };
  }

  private serveNewest(isRemoved = false): void {
    for (const owner of this.candidates()) {
      if (this.serve(owner)) {
        return;
      }
    }
    this.rest(isRemoved && this.owners.size === 0);
  }

  /** The newest first; of equals the one that serves already. */
  private candidates(): readonly Owner[] {
    const serving = this.running?.owner.build;
    return [...this.owners.values()]
      .filter(({ protocol }) => protocol === HOST_PROTOCOL)
      .sort(
        (left, right) =>
          this.deps.compareVersions(right.version, left.version) ||
          Number(right.build === serving) - Number(left.build === serving),
      );
  }

  private serve(owner: Owner): boolean {
    this.deps.mapModules(owner.modules);
    if (this.running?.owner.build === owner.build) {
      this.running = { ...this.running, owner };
      this.running.service.ownersChanged(this.grants());
      return true;
    }
    try {
      this.takeOver(owner, this.deps.load(owner.build));
      return true;
    } catch (error) {
      this.deps.report(error);
      return false;
    }
  }

  private takeOver(owner: Owner, implementation: Implementation<Service, Chrome>): void {
    if (this.running !== null) {
      this.inheritance = handOver(this.running.service);
    }
    this.running = null;
    const service = implementation.createService({
      owners: this.grants(),
      ...(this.inheritance === undefined ? {} : { inheritance: this.inheritance }),
      ...(this.retired === undefined ? {} : { after: this.retired }),
    });
    this.running = { owner, service, chrome: implementation.createChromeTelemetry(service), implementation };
    this.inheritance = undefined;
    this.dormant = null;
    for (const [subscribe, stop] of this.followers) {
      stop();
      this.followers.set(subscribe, subscribe(service));
    }
  }

  /**
   * Nobody is left who could serve. Removed for good: what is pending is sent and nothing stays. Otherwise all that was
   * registered and recorded waits here for the next build of this process.
   */
  private rest(isRemoved: boolean): void {
    this.deps.mapModules(null);
    if (this.running === null) {
      return;
    }
    const { owner, service, implementation } = this.running;
    this.running = null;
    if (isRemoved) {
      this.retired = service.retire();
    } else {
      this.inheritance = handOver(service);
      this.dormant = { owner, implementation };
    }
  }

  private grants(): readonly DataCollectionGrant[] {
    return [...this.owners.values()].map(({ dataCollection }) => dataCollection);
  }
}

/** TypeScript forgets what a method returns when it is called through a type parameter. */
function handOver<Service extends HostedService>(service: Service): ReturnType<Service["handOver"]> {
  return service.handOver() as ReturnType<Service["handOver"]>;
}
