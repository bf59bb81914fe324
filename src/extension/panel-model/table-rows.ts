export type CellValue = string | number;

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** The items whose cells contain every word of the text, in the order of a column; without a column, as given. */
export function chooseRows<T>(
  items: readonly T[],
  cellOf: (item: T, column: string) => CellValue,
  columns: readonly string[],
  text: string,
  sort: TableSort | null,
): readonly T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((item) => {
    const cells = columns.map((column) => String(cellOf(item, column)).toLowerCase());
    return words.every((word) => cells.some((cell) => cell.includes(word)));
  });
  if (sort === null) return found;
  const sign = sort.descending ? -1 : 1;
  return found.toSorted((left, right) => {
    const one = cellOf(left, sort.column);
    const other = cellOf(right, sort.column);
    return one === other ? 0 : one < other ? -sign : sign;
  });
}

/** A header that is clicked: ascending, then descending, then as given. */
export function nextTableSort(sort: TableSort | null, column: string): TableSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
