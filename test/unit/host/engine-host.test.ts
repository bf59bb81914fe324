import { beforeEach, describe, expect, it } from "vitest";
import { EngineHost, type HostedOptions, type HostedService } from "../../../src/gecko/host/engine-host.ts";
import { type DataCollectionGrant, HOST_PROTOCOL, type Owner } from "../../../src/gecko/host/owner.ts";

interface Handed {
  readonly events: readonly string[];
  readonly released: Promise<void>;
}

/** An engine that remembers what was recorded, and what was done to it. */
class FakeService implements HostedService {
  readonly events: string[];
  state = "running";
  owners: readonly DataCollectionGrant[];
  readonly build: string;

  constructor(build: string, options: HostedOptions<FakeService>) {
    this.build = build;
    this.events = [...(options.inheritance?.events ?? [])];
    this.owners = options.owners;
  }

  telemetryFor(source: string) {
    return { record: (what: string) => this.events.push(`${source}: ${what}`) };
  }

  ownersChanged(owners: readonly DataCollectionGrant[]): void {
    this.owners = owners;
  }

  handOver(): Handed {
    this.state = "handed over";
    return { events: this.events, released: Promise.resolve() };
  }

  async retire(): Promise<void> {
    this.state = "retired";
  }
}

function owner(id: string, version: string, more: Partial<Owner> = {}): Owner {
  return {
    id,
    version,
    build: `build-${version}`,
    protocol: HOST_PROTOCOL,
    modules: `file:///${id}/modules/`,
    dataCollection: { extensionId: id, temporarilyInstalled: true, granted: null },
    ...more,
  };
}

describe("the host of the engine", () => {
  let mapped: string | null = null;
  let loaded: string[] = [];
  let problems: string[] = [];
  let removedFolders = 0;
  const broken = new Set<string>();
  let host = createHost();

  function createHost() {
    return new EngineHost<FakeService, string>({
      mapModules: (folder) => {
        mapped = folder;
      },
      load: (build) => {
        loaded.push(`${build} of ${mapped}`);
        if (broken.has(build)) throw new Error(`${build} is broken`);
        return {
          createService: (options) => new FakeService(build, options),
          createChromeTelemetry: (service) => `chrome of ${service.build}`,
          removeFolder: async () => {
            removedFolders += 1;
          },
        };
      },
      compareVersions: (left, right) => Number.parseFloat(left) - Number.parseFloat(right),
      report: (problem) => problems.push(String(problem)),
    });
  }

  beforeEach(() => {
    mapped = null;
    loaded = [];
    problems = [];
    removedFolders = 0;
    broken.clear();
    host = createHost();
  });

  const serving = () => host.owned.find(({ serves }) => serves)?.id;

  it("lets the newest version serve, whatever the order in which the add-ons start", () => {
    host.attach(owner("a", "1.0"));
    host.attach(owner("c", "3.0"));
    host.attach(owner("b", "2.0"));
    expect(serving()).toBe("c");
    expect(host.chrome).toBe("chrome of build-3.0");
    expect(mapped).toBe("file:///c/modules/");
    expect(loaded).toEqual(["build-1.0 of file:///a/modules/", "build-3.0 of file:///c/modules/"]);
  });

  it("hands everything recorded to the next newest when the serving add-on goes, even for good", () => {
    host.attach(owner("a", "1.0"));
    host.attach(owner("b", "2.0"));
    const first = host.service;
    host.telemetryFor("someone").record("an event");
    host.detach("b", true);
    expect(first?.state).toBe("handed over");
    expect(serving()).toBe("a");
    expect(host.service?.events).toEqual(["someone: an event"]);
    expect(mapped).toBe("file:///a/modules/");
  });

  it("keeps the engine running when another add-on brings the very same build, and when its first owner goes", () => {
    host.attach(owner("a", "1.0"));
    const { service } = host;
    host.attach(owner("b", "1.0"));
    host.detach("a", false);
    expect(host.service).toBe(service);
    expect(service?.state).toBe("running");
    expect(service?.owners.map(({ extensionId }) => extensionId)).toEqual(["b"]);
    expect(mapped).toBe("file:///b/modules/");
  });

  it("lets functions that were given out before a takeover record in the new engine", () => {
    host.attach(owner("a", "1.0"));
    const telemetry = host.telemetryFor("someone");
    host.attach(owner("b", "2.0"));
    telemetry.record("late");
    expect(host.service?.events).toEqual(["someone: late"]);
  });

  it("leads followers from one engine to the next until they stop", () => {
    const seen: string[] = [];
    const stop = host.follow((service) => {
      seen.push(`to ${service.build}`);
      return () => seen.push(`off ${service.build}`);
    });
    host.attach(owner("a", "1.0"));
    host.attach(owner("b", "2.0"));
    stop();
    host.detach("b", false);
    expect(seen).toEqual(["to build-1.0", "off build-1.0", "to build-2.0", "off build-2.0"]);
  });

  it("passes over a build that does not load, and says so", () => {
    broken.add("build-2.0");
    host.attach(owner("a", "1.0"));
    const { service } = host;
    host.attach(owner("b", "2.0"));
    expect(host.service).toBe(service);
    expect(mapped).toBe("file:///a/modules/");
    expect(problems).toEqual(["Error: build-2.0 is broken"]);
  });

  it("does not let a build of another protocol serve, and says to restart Firefox", () => {
    host.attach(owner("a", "1.0"));
    host.attach(owner("b", "2.0", { protocol: HOST_PROTOCOL + 1 }));
    expect(serving()).toBe("a");
    expect(problems).toEqual([expect.stringContaining("restart Firefox")]);
  });

  it("retires the engine when its last add-on is removed", () => {
    host.attach(owner("a", "1.0"));
    host.attach(owner("b", "2.0"));
    host.detach("a", true);
    const last = host.service;
    host.detach("b", true);
    expect(last?.state).toBe("retired");
    expect(host.service).toBeNull();
    expect(mapped).toBeNull();
  });

  it("keeps what was recorded while its only add-on is disabled, updated or enabled again", () => {
    host.attach(owner("a", "1.0"));
    host.telemetryFor("someone").record("before");
    host.detach("a", false);
    expect(host.service).toBeNull();
    host.attach(owner("a", "2.0"));
    expect(host.service?.events).toEqual(["someone: before"]);
  });

  it("leaves nothing behind when an add-on is removed while it is disabled", async () => {
    host.attach(owner("a", "1.0"));
    host.telemetryFor("someone").record("before");
    host.detach("a", false);
    await host.forget("other");
    expect(removedFolders).toBe(0);
    await host.forget("a");
    expect(removedFolders).toBe(1);
    host.attach(owner("a", "1.0"));
    expect(host.service?.events).toEqual([]);
  });
});
