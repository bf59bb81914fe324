import type { GridColumn, GridOptions, GridSort } from "./grid-types.ts";

/** The row of column headers. */
export class GridHead<T> {
  readonly element: HTMLElement;
  readonly #row: HTMLElement;
  readonly #options: GridOptions<T>;
  #cells: HTMLElement[] = [];

  constructor(options: GridOptions<T>) {
    this.#options = options;
    this.element = document.createElement("div");
    this.element.role = "rowgroup";
    this.element.className = "head";
    this.#row = document.createElement("div");
    this.#row.role = "row";
    this.#row.ariaRowIndex = "1";
    this.#row.className = "row";
    this.element.append(this.#row);
  }

  cellId(column: number): string {
    return this.#cells[column]?.id ?? "";
  }

  setColumns(columns: readonly GridColumn<T>[], sort: GridSort | null): void {
    const { id, onSort } = this.#options;
    this.#cells = columns.map((column, place) => {
      const cell = document.createElement("div");
      cell.role = "columnheader";
      cell.id = `${id}-head-${place}`;
      cell.className = `cell ${column.numeric ? "numeric" : ""}`;
      cell.ariaColIndex = String(place + 1);
      cell.textContent = column.label;
      cell.title = column.label;
      if (onSort) {
        const sorted = sort?.column === column.id;
        cell.ariaSort = !sorted ? "none" : sort.descending ? "descending" : "ascending";
        cell.addEventListener("click", () => onSort(column.id));
      }
      return cell;
    });
    this.#row.replaceChildren(...this.#cells);
  }

  /** Shows where the cursor is; -1: not here. */
  setActive(column: number): void {
    for (const [place, cell] of this.#cells.entries()) {
      cell.classList.toggle("active", place === column);
    }
  }
}
