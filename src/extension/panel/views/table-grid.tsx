import { effect, signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type CellValue, chooseRows, nextTableSort, type TableSort } from "../../panel-model/table-rows.ts";
import { Grid } from "../grid/grid.ts";
import type { ColumnWidth, GridColumn } from "../grid/grid-types.ts";
import { paintText } from "../grid/paint-text.ts";
import { formatNumber } from "../l10n.ts";

export interface TableColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly width: ColumnWidth;
  readonly numeric?: boolean;
  /** What it is sorted and searched by. */
  value(item: T): CellValue;
  /** What is shown where that differs from the value. */
  text?(item: T): string;
  paint?(cell: HTMLElement, item: T): void;
}

interface TableGridProps<T> {
  readonly id: string;
  readonly label: string;
  readonly items: readonly T[];
  readonly columns: readonly TableColumn<T>[];
  readonly search: string;
  readonly active?: string | null;
  idOf(item: T): string;
  rowClass?(item: T): string;
  onActive?(id: string): void;
  onOpen?(item: T): void;
  onPick?(item: T): void;
}

function gridColumn<T>(column: TableColumn<T>): GridColumn<T> {
  const { id, label, width, numeric, value, text, paint } = column;
  const shown = (item: T): string => {
    const own = value(item);
    return text?.(item) ?? (typeof own === "number" ? formatNumber(own) : own);
  };
  return {
    id,
    label,
    width,
    ...(numeric ? { numeric } : {}),
    paint: paint ?? ((cell, item) => paintText(cell, shown(item), null)),
  };
}

function isActive<T>({ active, idOf }: TableGridProps<T>, item: T): boolean {
  return active === idOf(item);
}

/** A table of the registry's kind: searched, sorted by its headers, and as fast with thousands of rows as with ten. */
export function TableGrid<T>(props: TableGridProps<T>): JSX.Element {
  const { id, label, columns } = props;
  const place = useRef<HTMLDivElement>(null);
  const sort = useSignal<TableSort | null>(null);
  const latest = useMemo(() => signal(props), []);
  latest.value = props;
  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const grid = new Grid<T>({
      id,
      label,
      rowClass: (item) => latest.peek().rowClass?.(item) ?? "",
      ...(props.active === undefined ? {} : { isSelected: (item: T) => isActive(latest.peek(), item) }),
      onActive: (active) => active !== null && latest.peek().onActive?.(active),
      onOpen: (item) => latest.peek().onOpen?.(item),
      onPick: (item) => latest.peek().onPick?.(item),
      onSort: (column) => {
        sort.value = nextTableSort(sort.value, column);
      },
    });
    host.append(grid.element);
    const stops = [
      effect(() => grid.setColumns(columns.map(gridColumn), sort.value)),
      effect(() => {
        const { items, search, idOf, active } = latest.value;
        const byId = new Map(columns.map((column) => [column.id, column]));
        const cellOf = (item: T, column: string): CellValue => byId.get(column)?.value(item) ?? "";
        const rows = chooseRows(items, cellOf, [...byId.keys()], search, sort.value);
        grid.setModel({
          length: rows.length,
          at: (index) => rows[index],
          idOf,
          indexOf: (wanted) => rows.findIndex((item) => idOf(item) === wanted),
        });
        if (active !== undefined && active !== null) grid.cursor.set(active);
        grid.render();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      grid.destroy();
    };
  }, [id]);
  return <div ref={place} class="grid-place" />;
}
