import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addExperiment } from "../../../src/cli/add-experiment.ts";

const EXPERIMENT = {
  schema: "event-telemetry/schema.json",
  parent: {
    scopes: ["addon_parent"],
    script: "event-telemetry/parent.js",
    paths: [["telemetry"]],
    events: ["startup"],
  },
};

describe("event-telemetry add-experiment", () => {
  let folder = "";
  const at = (...names: string[]) => join(folder, ...names);
  const add = () => addExperiment(at("extension"), at("drop-in"));
  const writeManifest = (manifest: object | string) =>
    writeFile(
      at("extension", "manifest.json"),
      typeof manifest === "string" ? manifest : JSON.stringify(manifest, null, 4),
    );
  const readManifest = () => readFile(at("extension", "manifest.json"), "utf8");

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "add-experiment-"));
    await mkdir(at("extension"));
    await mkdir(at("drop-in", "modules"), { recursive: true });
    await writeFile(at("drop-in", "parent.js"), "new");
    await writeFile(at("drop-in", "modules", "engine.sys.mjs"), "new");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("copies the folder and adds what the manifest needs, everything else as it was", async () => {
    await writeManifest({
      manifest_version: 2,
      name: "Mine",
      permissions: ["tabs", "telemetry"],
      experiment_apis: { own: { schema: "own.json" } },
    });
    const { changes } = await add();
    expect(await readdir(at("extension", "event-telemetry"))).toEqual(["modules", "parent.js"]);
    const text = await readManifest();
    expect(JSON.parse(text)).toEqual({
      manifest_version: 2,
      name: "Mine",
      permissions: ["mozillaAddons", "tabs"],
      experiment_apis: { own: { schema: "own.json" }, eventTelemetry: EXPERIMENT },
    });
    expect(text).toContain('\n    "name": "Mine"');
    expect(changes).toHaveLength(3);
  });

  it("updates the files of an extension that has it, wherever they are, and leaves its manifest alone", async () => {
    const manifest = JSON.stringify({
      manifest_version: 3,
      permissions: ["mozillaAddons"],
      experiment_apis: {
        eventTelemetry: { ...EXPERIMENT, parent: { ...EXPERIMENT.parent, script: "libs/et/parent.js" } },
      },
    });
    await mkdir(at("extension", "libs", "et"), { recursive: true });
    await writeFile(at("extension", "libs", "et", "parent.js"), "old");
    await writeManifest(manifest);
    expect(await add()).toEqual({ folder: "libs/et", changes: [] });
    expect(await readFile(at("extension", "libs", "et", "parent.js"), "utf8")).toBe("new");
    expect(await readManifest()).toBe(manifest);
  });

  it.each([
    ["a manifest with comments", '{ // mine\n "manifest_version": 2 }', /is not plain JSON .*by hand/],
    ["a manifest without a version", {}, /manifest\.json: manifest_version/],
    [
      "permissions that are no list",
      { manifest_version: 2, permissions: "tabs" },
      /manifest\.json: permissions/,
    ],
  ])("names what is wrong with %s and writes nothing", async (_what, manifest, message) => {
    await writeManifest(manifest);
    const before = await readManifest();
    await expect(add()).rejects.toThrow(message);
    expect(await readManifest()).toBe(before);
    expect(await readdir(at("extension"))).toEqual(["manifest.json"]);
  });
});
