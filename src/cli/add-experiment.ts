import { cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { UsageError } from "./usage-error.ts";

/** The drop-in beside the built command. */
const DROP_IN = new URL("./experiment/event-telemetry/", import.meta.url);
const FOLDER = "event-telemetry";

/** What is looked at in a manifest; everything else stays as it is. */
const manifestSchema = z.looseObject({
  manifest_version: z.union([z.literal(2), z.literal(3)]),
  permissions: z.array(z.unknown()).optional(),
  experiment_apis: z
    .looseObject({
      eventTelemetry: z.looseObject({ parent: z.looseObject({ script: z.string() }) }).optional(),
    })
    .optional(),
});

type Manifest = z.infer<typeof manifestSchema>;

export interface AddedExperiment {
  /** Where the files went, relative to the extension's folder. */
  readonly folder: string;
  /** What was changed in the manifest, in words; nothing when it was right already. */
  readonly changes: readonly string[];
}

/** `event-telemetry add-experiment`: puts the engine into somebody's own privileged extension, or updates it there. */
export function addExperimentCommand(): Command {
  return new Command("add-experiment")
    .description("put Event Telemetry's engine into a privileged extension of your own, or update it there")
    .argument("<path>", "the folder with the extension's manifest.json")
    .action(async (path: string) => {
      const { folder, changes } = await addExperiment(path, fileURLToPath(DROP_IN));
      console.log(`Copied the engine ${packageJson.version} to ${join(path, folder)}`);
      for (const change of changes) console.log(`manifest.json: ${change}`);
    });
}

/**
 * Copies the drop-in's files into an extension and adds what the manifest needs. Run again it updates the files.
 * @param extension the folder with manifest.json
 * @param dropIn the folder to copy
 * @throws UsageError for a manifest that cannot be read or changed; nothing is written then
 */
export async function addExperiment(extension: string, dropIn: string): Promise<AddedExperiment> {
  const path = join(extension, "manifest.json");
  const text = await readFile(path, "utf8");
  const manifest = parseManifest(path, text);
  const present = manifest.experiment_apis?.eventTelemetry?.parent.script;
  const folder = present === undefined ? FOLDER : dirname(present);
  const { changed, changes } = changeManifest(manifest, folder);
  await cp(dropIn, join(extension, folder), { recursive: true });
  if (changes.length > 0) {
    const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
    await writeFile(path, `${JSON.stringify(changed, null, indent)}\n`);
  }
  return { folder, changes };
}

function parseManifest(path: string, text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${path} is not plain JSON (${reason}): add the lines of dist/experiment/README.md by hand`,
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${path}: ${issue?.path.join(".")}: ${issue?.message}`);
}

function changeManifest(
  manifest: Manifest,
  folder: string,
): { readonly changed: Manifest; readonly changes: readonly string[] } {
  const changes: string[] = [];
  let { permissions = [], experiment_apis: experiments = {} } = manifest;
  if (!permissions.includes("mozillaAddons")) {
    permissions = ["mozillaAddons", ...permissions];
    changes.push("added the permission mozillaAddons");
  }
  if (permissions.includes("telemetry")) {
    permissions = permissions.filter((permission) => permission !== "telemetry");
    changes.push(
      "took the permission telemetry out: Firefox's own functions, which do nothing, come with it",
    );
  }
  if (experiments.eventTelemetry === undefined) {
    experiments = { ...experiments, eventTelemetry: declareExperiment(folder) };
    changes.push("added experiment_apis.eventTelemetry");
  }
  return { changed: { ...manifest, permissions, experiment_apis: experiments }, changes };
}

function declareExperiment(folder: string) {
  return {
    schema: `${folder}/schema.json`,
    parent: {
      scopes: ["addon_parent"],
      script: `${folder}/parent.js`,
      paths: [["telemetry"]],
      events: ["startup"],
    },
  };
}
