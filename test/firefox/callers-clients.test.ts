import { beforeAll, describe, expect, it } from "vitest";
import { ADD_ON_ID, ADD_ON_PATH, engineReady, installAddOn } from "../support/add-on.ts";
import { installClient } from "../support/caller-extensions.ts";
import { pendingRecords, refusalsOf } from "../support/engine-records.ts";
import type { Page } from "../support/page.ts";
import { useFirefox } from "../support/use-firefox.ts";

const CLIENT = "client@example.org";
const STRANGER = "stranger@example.org";
const CLIENTS_PREF = "extensions.event-telemetry.clients";

/** Makes one call of the client's and gives what it resolved with, or its error as text. */
const call = (page: Page, name: string, ...args: unknown[]): Promise<unknown> =>
  page.run<unknown>(
    `try { return { resolved: await telemetry[args[0]](...args[1]) }; }
     catch (error) { return error.name + ": " + error.message; }`,
    name,
    args as never,
  );
const EVENTS = {
  thing: { methods: ["do"], objects: ["thing"], extra_keys: ["key"], record_on_release: true },
};

describe("the client library of an unprivileged extension in a real Firefox", () => {
  const firefox = useFirefox(() => ({ prefs: { [CLIENTS_PREF]: `other@example.org, ${CLIENT}` } }));
  let client: Page;
  let stranger: Page;
  beforeAll(async () => {
    client = await installClient(firefox(), CLIENT);
    stranger = await installClient(firefox(), STRANGER);
  });
  const setClients = (ids: string): Promise<void> =>
    firefox().chrome(
      ({ Services }, name, value) => Services.prefs.setStringPref(name, value),
      CLIENTS_PREF,
      ids,
    );

  it("rejects with a clear error when the add-on stays away", async () => {
    const error = await client.run<string>(
      `try { await connectTelemetry({ timeoutMs: 300 }).canUpload(); }
       catch (error) { return error.message; }`,
    );
    expect(error).toContain("is Event Telemetry installed and enabled?");
  });

  it("has calls wait for an add-on that starts later, in their order", async () => {
    await client.run(
      `window.early = Promise.all([
         telemetry.registerEvents("client.early", args[0]),
         telemetry.recordEvent("client.early", "do", "thing", "first"),
         telemetry.recordEvent("client.early", "do", "thing", "second", { key: "k" }),
       ]);
       return null;`,
      EVENTS,
    );
    await installAddOn(firefox());
    await client.run("await window.early; return null;");
    const event = { category: "client.early", source: CLIENT, bucket: "dynamic" };
    expect(await pendingRecords(firefox(), "client.early")).toMatchObject([
      { ...event, value: "first", extra: null },
      { ...event, value: "second", extra: { key: "k" } },
    ]);
  });

  it("answers with what the platform's own API would: results, and errors in its words", async () => {
    expect(await call(client, "canUpload")).toEqual({ resolved: true });
    expect(await call(client, "registerEvents", "client bad!", EVENTS)).toBe(
      "Error: Error: Category parameter should match the identifier pattern.",
    );
    expect(await call(client, "scalarAdd", "a.b", "c")).toBe(
      "Error: Incorrect argument types for telemetry.scalarAdd.",
    );
  });

  it("refuses an extension that is not in the pref, with a reason, and serves it as soon as it is", async () => {
    expect(await call(stranger, "registerEvents", "client.strange", EVENTS)).toMatch(
      /^TelemetryRefused: stranger@example\.org is not listed in extensions\.event-telemetry\.clients/,
    );
    expect(await refusalsOf(firefox(), STRANGER)).toMatchObject([{ code: "not-allowed" }]);
    await setClients(`${CLIENT} ${STRANGER}`);
    expect(await call(stranger, "registerEvents", "client.strange", EVENTS)).toEqual({});
    expect(await call(stranger, "recordEvent", "client.strange", "do", "thing")).toEqual({});
    expect(await pendingRecords(firefox(), "client.strange")).toMatchObject([{ source: STRANGER }]);
    await setClients(CLIENT);
    expect(await call(stranger, "recordEvent", "client.strange", "do", "thing")).toMatch(/^TelemetryRefused/);
    expect(await pendingRecords(firefox(), "client.strange")).toHaveLength(1);
  });

  it("serves a client while the add-on's background page sleeps", async () => {
    await firefox().chrome<null>(
      "await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground(); return null;",
      ADD_ON_ID,
    );
    expect(await call(client, "canUpload")).toEqual({ resolved: true });
  });

  it("serves a client again after the add-on was away", async () => {
    await firefox().uninstallAddon(ADD_ON_ID);
    await client.run("window.later = telemetry.canUpload(); return null;");
    await firefox().installAddon(ADD_ON_PATH);
    await engineReady(firefox());
    expect(await client.run("return await window.later;")).toBe(true);
  });
});
