import { type ColumnId, cellText } from "./columns.ts";
import { type EventRow, type Field, fieldOf } from "./event-fields.ts";

export interface SortSpec {
  readonly column: ColumnId;
  readonly descending: boolean;
}

export type GroupBy = Exclude<Field, "process"> | null;
export type RowOrder = (left: EventRow, right: EventRow) => number;

export const NEWEST_LAST: SortSpec = { column: "time", descending: false };

/** The order of the list: groups first, then the column, then arrival. Total, so that any row has one place. */
export function compileOrder(sort: SortSpec, group: GroupBy, noteOf: (id: number) => string): RowOrder {
  const sign = sort.descending ? -1 : 1;
  const within: RowOrder =
    sort.column === "time"
      ? (left, right) => sign * (left.wallTime - right.wallTime || left.id - right.id)
      : (left, right) => {
          const one = cellText(left, sort.column, noteOf(left.id));
          const other = cellText(right, sort.column, noteOf(right.id));
          return one === other ? left.id - right.id : one < other ? -sign : sign;
        };
  if (group === null) return within;
  return (left, right) => {
    const one = fieldOf(left, group);
    const other = fieldOf(right, group);
    return one === other ? within(left, right) : one < other ? -1 : 1;
  };
}

/** The next state of a header that is clicked: ascending, descending, and back to the order of arrival. */
export function nextSort(sort: SortSpec, column: ColumnId): SortSpec {
  if (sort.column !== column) return { column, descending: false };
  return sort.descending && column !== "time" ? NEWEST_LAST : { column, descending: !sort.descending };
}
