/**
 * Raised when any of these changes its meaning: what an owner and the host say to each other, the state that one build
 * hands to the next, the files on disk. Builds of different numbers never take over from one another.
 */
export const HOST_PROTOCOL = 1;

/** What an add-on knows, when it starts, of the user's choice about its data collection. */
export interface DataCollectionGrant {
  readonly extensionId: string;
  readonly temporarilyInstalled: boolean;
  /** Null in a Firefox that has no such choice. */
  readonly granted: boolean | null;
}

/** An add-on that carries the engine: this project's own one, or an extension with the drop-in. */
export interface Owner {
  /** The add-on's id. */
  readonly id: string;
  /** Of the engine it carries, as `1.2.3`; the add-on's own version is of no interest. */
  readonly version: string;
  /** Hash of the bundled implementation: two builds of one version differ. */
  readonly build: string;
  readonly protocol: number;
  /** URL of the folder with its modules, with a slash at the end. */
  readonly modules: string;
  readonly dataCollection: DataCollectionGrant;
}
