import type { GridColumn, GridOptions } from "./grid-types.ts";

/** One row element of the pool: it shows now this item, now that. */
export class GridRow<T> {
  readonly element: HTMLElement;
  readonly #options: GridOptions<T>;
  #cells: HTMLElement[] = [];
  #columns: readonly GridColumn<T>[] = [];
  #isHead = false;
  #index = -1;
  #item: T | undefined;
  #look = -1;

  constructor(options: GridOptions<T>, slot: number) {
    this.#options = options;
    this.element = document.createElement("div");
    this.element.id = `${options.id}-row${slot}`;
    this.element.role = "row";
  }

  /** Where its item is in the list. */
  get index(): number {
    return this.#index;
  }

  /** The height of rows has changed: the next place is a new one. */
  forgetPlace(): void {
    this.#index = -1;
  }

  /** The element that is the cursor when it is in this row: a cell, or the row for column -1. */
  cellId(column: number): string {
    return this.#cells[column]?.id ?? this.element.id;
  }

  /** Puts the row where its item is in the list. */
  place(index: number, rowHeight: number): void {
    if (this.#index === index) return;
    this.#index = index;
    this.element.style.insetBlockStart = `${index * rowHeight}px`;
    this.element.ariaRowIndex = String(index + 2);
  }

  /** Shows the item; `look` counts what changed for all rows at once. */
  show(item: T, look: number, columns: readonly GridColumn<T>[], active: boolean): void {
    const { rowClass, isOpen, isSelected, paintHead } = this.#options;
    const open = isOpen?.(item) ?? null;
    this.#shape(columns, open !== null);
    const { element } = this;
    setIfChanged(
      element,
      "class",
      `row ${active ? "active " : ""}${open !== null ? "group-head" : (rowClass?.(item) ?? "")}`,
    );
    setIfChanged(element, "aria-selected", isSelected && open === null ? String(isSelected(item)) : null);
    setIfChanged(element, "aria-expanded", open === null ? null : String(open));
    if (this.#item === item && this.#look === look) return;
    this.#item = item;
    this.#look = look;
    const [head] = this.#cells;
    if (open !== null && head) {
      paintHead?.(head, item);
      return;
    }
    for (const [place, column] of columns.entries()) {
      const cell = this.#cells[place];
      if (cell) column.paint(cell, item);
    }
  }

  /** Tells how deep the row is in a tree: a head is above its items. */
  setLevel(grouped: boolean): void {
    setIfChanged(this.element, "aria-level", !grouped ? null : this.#isHead ? "1" : "2");
  }

  /** Makes the cells anew when the columns have changed. */
  #shape(columns: readonly GridColumn<T>[], isHead: boolean): void {
    if (this.#columns === columns && this.#isHead === isHead) return;
    this.#columns = columns;
    this.#isHead = isHead;
    this.#item = undefined;
    this.#cells = (isHead ? columns.slice(0, 1) : columns).map((column, place) => {
      const cell = document.createElement("div");
      cell.role = "gridcell";
      cell.id = `${this.element.id}-${place}`;
      cell.className = isHead ? "cell head-cell" : `cell ${column.numeric ? "numeric" : ""} column-${place}`;
      cell.ariaColIndex = String(place + 1);
      if (isHead) cell.ariaColSpan = String(columns.length);
      return cell;
    });
    this.element.replaceChildren(...this.#cells);
  }
}

function setIfChanged(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
