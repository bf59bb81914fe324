import { expectTypeOf, it } from "vitest";
import type { EventDefinitionInfo } from "../../../src/engine/event-definition.ts";
import type { CategoryInfo } from "../../../src/engine/event-registry.ts";
import type { Limits } from "../../../src/engine/limits.ts";
import type { Notice } from "../../../src/engine/outcome.ts";
import type * as panel from "../../../src/extension/inspector-api.ts";
import type { HistoryChanges } from "../../../src/gecko/inspector/history.ts";
import type { HistoryEntry } from "../../../src/gecko/inspector/history-entry.ts";

it("the panel's types say what the inspector gives", () => {
  expectTypeOf<HistoryEntry>().toEqualTypeOf<panel.HistoryEntry>();
  expectTypeOf<HistoryChanges>().toEqualTypeOf<panel.HistoryChanges>();
  expectTypeOf<Notice>().toEqualTypeOf<panel.Notice>();
  expectTypeOf<EventDefinitionInfo>().toEqualTypeOf<panel.EventDefinitionInfo>();
  expectTypeOf<CategoryInfo>().toEqualTypeOf<panel.CategoryInfo>();
  expectTypeOf<Limits>().toExtend<panel.EventLimits>();
});
