import {
  definitionInfo,
  type EventDefinition,
  type EventDefinitionInfo,
  type EventEntry,
} from "./event-definition.ts";

/** A category as the panel shows it. */
export interface CategoryInfo {
  readonly category: string;
  readonly enabled: boolean;
  /** Firefox's own, through `registerBuiltinEvents`. */
  readonly builtin: boolean;
  /** Who registered events in it first. */
  readonly source: string;
  /** Everyone who registered events in it; each of them may switch it on and off. */
  readonly sources: readonly string[];
}

interface Category {
  readonly name: string;
  enabled: boolean;
  builtin: boolean;
  readonly sources: Set<string>;
  readonly methods: Set<string>;
  /** By `method#object`; identifiers contain no `#`, so nothing else can collide. */
  readonly events: Map<string, EventDefinition>;
}

/** Where a look-up failed: the first of the three names that is not registered. */
export type UnknownField = "category" | "method" | "object";

/** All event definitions of the process and the switch of each category. They live as long as the engine does. */
export class EventRegistry {
  readonly #categories = new Map<string, Category>();

  find(category: string, method: string, object: string): EventDefinition | undefined {
    return this.#categories.get(category)?.events.get(`${method}#${object}`);
  }

  /** The first of the three names that is not registered, for a combination that `find` does not find. */
  findUnknownField(category: string, method: string): UnknownField {
    const known = this.#categories.get(category);
    if (!known) return "category";
    return known.methods.has(method) ? "object" : "method";
  }

  isEnabled(category: string): boolean {
    return this.#categories.get(category)?.enabled ?? false;
  }

  /** Whether `source` may switch the category: whoever registered events in it, and everyone where it is built in. */
  maySwitch(category: string, source: string): boolean {
    const known = this.#categories.get(category);
    return known !== undefined && (known.builtin || known.sources.has(source));
  }

  hasCategory(category: string): boolean {
    return this.#categories.has(category);
  }

  setEnabled(category: string, enabled: boolean): void {
    const known = this.#categories.get(category);
    if (known) known.enabled = enabled;
  }

  /**
   * Adds an add-on's entries and enables the category. A combination that is there already stays as it is, except that
   * `expired: true` ends one that an add-on registered (Firefox 58, bug 1302666; the late hash table refactor broke it).
   */
  registerDynamic(category: string, entries: readonly EventEntry[], source: string): void {
    const target = this.#openCategory(category, source);
    target.enabled = true;
    for (const entry of entries) {
      forEachCombination(entry, (method, object) => {
        const present = target.events.get(`${method}#${object}`);
        if (!present) addDefinition(target, entry, method, object, source, false);
        else if (entry.expired && !present.builtin) present.expired = true;
      });
    }
  }

  /** Adds or overwrites Firefox's own definitions. A new category stays off until it is switched on. */
  registerBuiltin(category: string, entries: readonly EventEntry[], source: string): void {
    const target = this.#openCategory(category, source);
    target.builtin = true;
    for (const entry of entries) {
      forEachCombination(entry, (method, object) =>
        addDefinition(target, entry, method, object, source, true),
      );
    }
  }

  definitions(): readonly EventDefinitionInfo[] {
    return [...this.#categories.values()].flatMap(({ events }) => [...events.values()].map(definitionInfo));
  }

  categories(): readonly CategoryInfo[] {
    return [...this.#categories.values()].map(({ name, enabled, builtin, sources }) => ({
      category: name,
      enabled,
      builtin,
      source: [...sources][0] ?? "",
      sources: [...sources],
    }));
  }

  /** Takes over what `definitions()` and `categories()` of another engine gave. */
  restore(categories: readonly CategoryInfo[], definitions: readonly EventDefinitionInfo[]): void {
    for (const { category, enabled, builtin, sources } of categories) {
      for (const source of sources) this.#openCategory(category, source);
      Object.assign(this.#openCategory(category, sources[0] ?? ""), { enabled, builtin });
    }
    for (const info of definitions) {
      storeDefinition(this.#openCategory(info.category, info.source), { ...info });
    }
  }

  #openCategory(name: string, source: string): Category {
    let category = this.#categories.get(name);
    if (!category) {
      category = {
        name,
        enabled: false,
        builtin: false,
        sources: new Set(),
        methods: new Set(),
        events: new Map(),
      };
      this.#categories.set(name, category);
    }
    category.sources.add(source);
    return category;
  }
}

function forEachCombination(entry: EventEntry, visit: (method: string, object: string) => void): void {
  for (const method of entry.methods) {
    for (const object of entry.objects) visit(method, object);
  }
}

function addDefinition(
  category: Category,
  { name, extraKeys, dataset, expired }: EventEntry,
  method: string,
  object: string,
  source: string,
  builtin: boolean,
): void {
  const { recorded, refused } = category.events.get(`${method}#${object}`) ?? { recorded: 0, refused: 0 };
  const what = { category: category.name, method, object, name, extraKeys, dataset, expired };
  storeDefinition(category, { ...what, builtin, source, recorded, refused });
}

function storeDefinition(category: Category, info: EventDefinitionInfo): void {
  const key = `${info.category}#${info.method}#${info.object}`;
  category.methods.add(info.method);
  category.events.set(`${info.method}#${info.object}`, { ...info, key });
}
