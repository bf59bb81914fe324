import { isJsonObject, type JsonObject, objectAt } from "./parse-json.ts";
import { emptyObject } from "./project.ts";

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function listExperiments(environment: JsonObject | undefined): [id: string, experiment: JsonObject][] {
  const experiments = objectAt(environment, "experiments") ?? {};
  return Object.keys(experiments).flatMap((id) => {
    const experiment = experiments[id];
    return isJsonObject(experiment) ? [[id, experiment] as [string, JsonObject]] : [];
  });
}

function orUndefined(entries: JsonObject): JsonObject | undefined {
  return Object.keys(entries).length === 0 ? undefined : entries;
}

/** Experiment id to branch; undefined when there is none. */
export function readExperiments(environment: JsonObject | undefined): JsonObject | undefined {
  const branches = emptyObject();
  for (const [id, experiment] of listExperiments(environment)) branches[id] = textOrNull(experiment.branch);
  return orUndefined(branches);
}

/** As {@link readExperiments}, with the one experiment of Firefox before 55 (`addons.activeExperiment`) among them. */
export function readAllExperiments(environment: JsonObject | undefined): JsonObject | undefined {
  const branches = emptyObject();
  const old = objectAt(objectAt(environment, "addons"), "activeExperiment");
  if (typeof old?.id === "string") branches[old.id] = textOrNull(old.branch);
  return orUndefined(Object.assign(branches, readExperiments(environment)));
}

/** Experiment id to branch, type and enrollment id; undefined when there is none. */
export function readExperimentDetails(environment: JsonObject | undefined): JsonObject | undefined {
  const details = emptyObject();
  for (const [id, experiment] of listExperiments(environment)) {
    details[id] = {
      branch: textOrNull(experiment.branch),
      type: textOrNull(experiment.type),
      enrollment_id: textOrNull(experiment.enrollmentId),
    };
  }
  return orUndefined(details);
}
