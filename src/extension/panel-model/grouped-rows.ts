import { type EventRow, type Field, fieldOf } from "./event-fields.ts";

/** The head of a group of events that have one value in common. */
export interface GroupHead {
  readonly group: string;
  readonly count: number;
  readonly collapsed: boolean;
}

export type ListItem = EventRow | GroupHead;

export function isGroupHead(item: ListItem): item is GroupHead {
  return "group" in item;
}

interface Group extends GroupHead {
  /** Place of its first event among the rows. */
  readonly firstRow: number;
  /** Place of its head among the items. */
  readonly at: number;
}

/** A list of events in group order with a head before each group, without making an item for each event. */
export class GroupedRows {
  readonly length: number;
  readonly #rows: readonly EventRow[];
  readonly #groups: readonly Group[];

  constructor(rows: readonly EventRow[], field: Field | null, collapsed: ReadonlySet<string>) {
    this.#rows = rows;
    this.#groups = field === null ? [] : findGroups(rows, field, collapsed);
    const last = this.#groups.at(-1);
    this.length = last === undefined ? rows.length : last.at + 1 + (last.collapsed ? 0 : last.count);
  }

  at(index: number): ListItem | undefined {
    const group = this.#groupAt(index);
    if (group === undefined) return this.#rows[index];
    return group.at === index ? group : this.#rows[group.firstRow + index - group.at - 1];
  }

  /** Where an event is among the items; -1 where it is not, or its group is closed. */
  indexOf(row: EventRow): number {
    const place = this.#rows.indexOf(row);
    if (place < 0 || this.#groups.length === 0) return place;
    const group = this.#groups.findLast(({ firstRow }) => firstRow <= place);
    if (group === undefined || group.collapsed) return -1;
    return group.at + 1 + place - group.firstRow;
  }

  /** Where the head of a group is among the items; -1 where there is no such group. */
  indexOfGroup(name: string): number {
    return this.#groups.find(({ group }) => group === name)?.at ?? -1;
  }

  #groupAt(index: number): Group | undefined {
    return this.#groups.findLast(({ at }) => at <= index);
  }
}

function findGroups(rows: readonly EventRow[], field: Field, collapsed: ReadonlySet<string>): Group[] {
  const counts = new Map<string, { count: number; firstRow: number }>();
  for (const [place, row] of rows.entries()) {
    const value = fieldOf(row, field);
    const group = counts.get(value);
    if (group === undefined) counts.set(value, { count: 1, firstRow: place });
    else group.count++;
  }
  let at = 0;
  return [...counts].map(([group, { count, firstRow }]) => {
    const isClosed = collapsed.has(group);
    const head = { group, count, firstRow, at, collapsed: isClosed };
    at += 1 + (isClosed ? 0 : count);
    return head;
  });
}
