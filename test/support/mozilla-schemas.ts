import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

/**
 * Mozilla's own JSON schemas (mozilla-pipeline-schemas, Draft 4). This project does not carry them: they are looked for
 * in the folder that MOZILLA_PIPELINE_SCHEMAS names, else beside the checkout. Null where there are none.
 */
function schemaFolder(): string | null {
  const folder = process.env.MOZILLA_PIPELINE_SCHEMAS ?? resolve("../shared/data/mozilla-schemas");
  return existsSync(join(folder, "main.4.schema.json")) ? folder : null;
}

export const haveMozillaSchemas = schemaFolder() !== null;

/** The schema of one document type and version: `main.4`, `event.4`, `mobile-event.1`, `focus-event.1`. */
export function readMozillaSchema(name: string): Record<string, unknown> {
  const folder = schemaFolder();
  if (folder === null) {
    throw new Error(
      "Mozilla's ping schemas are not here: set MOZILLA_PIPELINE_SCHEMAS to a folder that holds them",
    );
  }
  return JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8")) as Record<string, unknown>;
}

/** Compiles a schema. Ajv 8 has no draft-04 vocabulary; these schemas use nothing in which draft-04 and draft-07 differ. */
export function compileMozillaSchema(name: string): ValidateFunction {
  const schema = readMozillaSchema(name);
  delete schema.$schema;
  delete schema.$id;
  return new Ajv({ strict: false }).compile(schema);
}
