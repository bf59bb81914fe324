import type { CoreScalar, ScalarDefinitionInfo, ScalarEntry } from "./scalar-definition.ts";

/** All scalar definitions of the process, the engine's own first. They live as long as the engine does. */
export class ScalarRegistry {
  readonly #core: ReadonlyMap<string, CoreScalar>;
  readonly #definitions = new Map<string, ScalarDefinitionInfo>();

  constructor(core: ReadonlyMap<string, CoreScalar>) {
    this.#core = core;
  }

  find(name: string): ScalarDefinitionInfo | undefined {
    return this.#core.get(name) ?? this.#definitions.get(name);
  }

  findCore(name: string): CoreScalar | undefined {
    return this.#core.get(name);
  }

  /** Adds an add-on's scalars. One that is there already stays as it is, except that `expired: true` ends an add-on's. */
  registerDynamic(entries: readonly ScalarEntry[], source: string): void {
    for (const entry of entries) {
      const present = this.find(entry.name);
      if (!present) this.#definitions.set(entry.name, { ...entry, builtin: false, source });
      else if (entry.expired && !present.builtin)
        this.#definitions.set(entry.name, { ...present, expired: true });
    }
  }

  /** Adds or overwrites Firefox's own scalars. */
  registerBuiltin(entries: readonly ScalarEntry[], source: string): void {
    for (const entry of entries) {
      if (!this.#core.has(entry.name)) this.#definitions.set(entry.name, { ...entry, builtin: true, source });
    }
  }

  definitions(): readonly ScalarDefinitionInfo[] {
    const core = [...this.#core.values()].map(({ maxKeys: _, processes: __, ...info }) => info);
    return [...core, ...this.#definitions.values()];
  }

  /** Takes over what `definitions()` of another engine gave. */
  restore(definitions: readonly ScalarDefinitionInfo[]): void {
    for (const info of definitions) {
      if (!this.#core.has(info.name)) this.#definitions.set(info.name, info);
    }
  }
}
