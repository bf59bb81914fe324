import type { Health, RegistryReport, Totals } from "../inspector-api.ts";

/** What an event cannot do because of a finding. */
export type Blocked = "recording" | "sending" | "showing";

export interface Finding {
  /** The text's name: `finding_<code>` says what is the matter, `finding_<code>_do` what to do. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly blocks: Blocked | null;
  /** What the text names. */
  readonly about: readonly string[];
}

export interface Situation {
  readonly health: Health;
  readonly totals: Totals;
  readonly registry: RegistryReport;
  /** Live events held by the panel, and those of them that are on the list. */
  readonly held: number;
  readonly shown: number;
  readonly filtered: boolean;
  readonly cleared: boolean;
  readonly paused: boolean;
}

function finding(
  code: string,
  severity: Finding["severity"],
  blocks: Blocked | null = null,
  ...about: readonly string[]
): Finding {
  return { code, severity, blocks, about };
}

/** Everything that keeps events from being recorded, shown or sent here and now, the most telling first. Empty when all is well. */
export function diagnose(situation: Situation): readonly Finding[] {
  const findings = [
    ...findSendingProblems(situation.health),
    ...findRecordingProblems(situation),
    ...findStoreProblems(situation.health),
    ...findShowingProblems(situation),
  ];
  const rank = { error: 0, warning: 1, info: 2 };
  return findings.sort((left, right) => rank[left.severity] - rank[right.severity]);
}

function findSendingProblems({ consent, uploads, carrier }: Health): Finding[] {
  const { missing } = carrier;
  return [
    ...(consent.uploadEnabled ? [] : [finding("uploadOff", "error", "sending")]),
    ...(consent.dataCollectionAllowed ? [] : [finding("dataCollectionOff", "error", "sending")]),
    ...(uploads.officialBuild ? [] : [finding("unofficialBuild", "warning", "sending")]),
    ...(uploads.policyShown ? [] : [finding("policyNotShown", "warning", "sending")]),
    ...(missing.length === 0 ? [] : [finding("carrierFallback", "warning", null, missing.join(", "))]),
  ];
}

function findRecordingProblems({ health, registry, totals, held }: Situation): Finding[] {
  const { recording, bridge } = health;
  const off = registry.categories.filter(({ enabled }) => !enabled).map(({ category }) => category);
  const prerelease = registry.definitions.filter(({ dataset }) => dataset === 1);
  const allRefused =
    held > 0 && totals.refused >= held && registry.definitions.every(({ recorded }) => recorded === 0);
  return [
    ...(recording.base ? [] : [finding("recordingOff", "error", "recording")]),
    ...(bridge.enabled ? [] : [finding("bridgeOff", "warning", "recording")]),
    ...(bridge.problem === null ? [] : [finding("bridgeProblem", "warning", "recording", bridge.problem)]),
    ...(bridge.needReload.length === 0
      ? []
      : [finding("needReload", "warning", "recording", bridge.needReload.join(", "))]),
    ...(off.length === 0 ? [] : [finding("categoriesOff", "warning", "recording", off.join(", "))]),
    ...(recording.extended || prerelease.length === 0
      ? []
      : [finding("prereleaseOnly", "warning", "recording", String(prerelease.length))]),
    ...(allRefused ? [finding("allRefused", "error", "recording")] : []),
    ...(registry.definitions.length === 0 ? [finding("nothingRegistered", "info", "recording")] : []),
  ];
}

function findStoreProblems({ store, lost, problems }: Health): Finding[] {
  return [
    ...(store.phase === "memory" ? [finding("storeInMemory", "error", null, store.problem ?? "")] : []),
    ...(store.setAside === null ? [] : [finding("storeSetAside", "warning", null, store.setAside)]),
    ...(lost === 0 ? [] : [finding("eventsLost", "error", null, String(lost))]),
    ...(problems.length === 0 ? [] : [finding("problems", "warning", null, problems.at(-1) ?? "")]),
  ];
}

function findShowingProblems({ held, shown, filtered, cleared, paused }: Situation): Finding[] {
  if (shown > 0) return [];
  return [
    ...(paused ? [finding("paused", "info", "showing")] : []),
    ...(held > 0 && filtered ? [finding("allFiltered", "warning", "showing", String(held))] : []),
    ...(held > 0 && cleared && !filtered ? [finding("listCleared", "info", "showing")] : []),
    ...(held === 0 ? [finding("nothingRecorded", "info", "recording")] : []),
  ];
}
