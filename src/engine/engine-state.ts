import type { EventDefinitionInfo } from "./event-definition.ts";
import type { EventRecord } from "./event-record.ts";
import type { CategoryInfo } from "./event-registry.ts";
import type { RefusalState } from "./refusal-log.ts";
import type { ScalarDefinitionInfo } from "./scalar-definition.ts";
import type { ScalarStoreState } from "./scalar-store.ts";

/** Everything an engine knows, as plain data that can be cloned: what a newer version of the add-on takes over. */
export interface EngineState {
  readonly version: 1;
  readonly nextSeq: number;
  readonly categories: readonly CategoryInfo[];
  readonly definitions: readonly EventDefinitionInfo[];
  readonly pending: readonly EventRecord[];
  readonly carried: readonly (readonly [pingId: string, records: readonly EventRecord[]])[];
  readonly scalarDefinitions: readonly ScalarDefinitionInfo[];
  readonly scalars: ScalarStoreState;
  readonly refusals: RefusalState;
}
