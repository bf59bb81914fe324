/** `never`, or the major version as digits: the event ends with the first Nightly of it (`60` means 60.0a1). */
export type Expiry = string;

/** One event of an Events.yaml file, checked, with its defaults filled in. Lists are never empty. */
export interface EventDefinition {
  readonly category: string;
  readonly name: string;
  /** The event's name where the file lists none. */
  readonly methods: readonly string[];
  readonly objects: readonly string[];
  /** Extra key → its description; empty where the event takes no extra. */
  readonly extraKeys: ReadonlyMap<string, string>;
  readonly description: string;
  readonly expires: Expiry;
  /** `opt-out` events are recorded on every channel, `opt-in` ones on pre-release channels only. */
  readonly releaseChannelCollection: "opt-in" | "opt-out";
  readonly recordInProcesses: readonly string[];
  readonly products: readonly string[];
  readonly operatingSystems: readonly string[];
  readonly bugNumbers: readonly number[];
  readonly notificationEmails: readonly string[];
}

/** The events of a file, in the file's order, by category. */
export type EventDefinitions = ReadonlyMap<string, readonly EventDefinition[]>;
