import { visibleRange } from "../../panel-model/visible-range.ts";
import { GridCursor } from "./grid-cursor.ts";
import { GridHead } from "./grid-head.ts";
import { GridRow } from "./grid-row.ts";
import type { GridColumn, GridModel, GridOptions, GridSort, TailEnd } from "./grid-types.ts";

/** Rows that are there above and below what is seen. */
const OVERSCAN = 8;
const FALLBACK_ROW_HEIGHT = 24;

const EMPTY: GridModel<never> = { length: 0, at: () => undefined, idOf: () => "", indexOf: () => -1 };

/**
 * A table of equally high rows of which only those in sight exist: elements are taken from a pool and filled again. The focus stays on the
 * grid itself, which names the row or cell under the cursor (`aria-activedescendant`), so that no recycling can lose it; that row is
 * always there, in sight or not.
 */
export class Grid<T> {
  readonly element: HTMLElement;
  readonly #options: GridOptions<T>;
  readonly #head: GridHead<T>;
  readonly #body: HTMLElement;
  readonly #cursor: GridCursor<T>;
  /** The rows in sight, by the ids of their items. */
  readonly #rows = new Map<string, GridRow<T>>();
  readonly #pool: GridRow<T>[] = [];
  readonly #resized: ResizeObserver;
  #model: GridModel<T> = EMPTY;
  #columns: readonly GridColumn<T>[] = [];
  #made = 0;
  /** Counts the looks of all rows: a row that was filled at the last one need not be filled again for the same item. */
  #look = 0;
  #rowHeight = FALLBACK_ROW_HEIGHT;
  #viewHeight = 0;
  #headHeight = 0;
  #scrollTop = 0;
  #tail: TailEnd = null;
  #following = false;

  constructor(options: GridOptions<T>) {
    this.#options = options;
    this.element = document.createElement("div");
    Object.assign(this.element, {
      id: options.id,
      className: "grid",
      role: "grid",
      tabIndex: 0,
      ariaLabel: options.label,
    });
    if (options.onSelect) this.element.ariaMultiSelectable = "true";
    this.#head = new GridHead(options);
    this.#body = document.createElement("div");
    this.#body.role = "rowgroup";
    this.#body.className = "body";
    this.element.append(this.#head.element, this.#body);
    this.#cursor = new GridCursor(this, options);
    this.element.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    this.element.addEventListener("mouseover", nameCut, { passive: true });
    this.#resized = new ResizeObserver(() => this.#measure());
    this.#resized.observe(this.element);
    this.#resized.observe(this.#head.element);
  }

  get model(): GridModel<T> {
    return this.#model;
  }

  get columns(): readonly GridColumn<T>[] {
    return this.#columns;
  }

  /** Rows of a page. */
  get pageRows(): number {
    return Math.max(1, Math.floor((this.#viewHeight - this.#headHeight) / this.#rowHeight) - 1);
  }

  /** Where a person begins to read: at the newest item while the grid follows, else at the first that can be seen. */
  get startIndex(): number {
    if (this.#following && this.#tail === "end") return this.#model.length - 1;
    return Math.min(this.#model.length - 1, Math.ceil(this.#scrollTop / this.#rowHeight));
  }

  get cursor(): GridCursor<T> {
    return this.#cursor;
  }

  destroy(): void {
    this.#resized.disconnect();
    this.element.remove();
  }

  setColumns(columns: readonly GridColumn<T>[], sort: GridSort | null): void {
    this.#columns = columns;
    const tracks = columns.map(({ width: { em, share } }) =>
      share > 0 ? `minmax(${em}em, ${share}fr)` : `${em}em`,
    );
    const least = columns.reduce((sum, { width }) => sum + width.em, 0);
    this.element.style.setProperty("--columns", tracks.join(" "));
    this.element.style.setProperty("--least-width", `${least}em`);
    this.element.ariaColCount = String(columns.length);
    this.#head.setColumns(columns, sort);
    this.render();
  }

  /** New items come at this end; when following, the grid stays there. */
  setTail(tail: TailEnd, following: boolean): void {
    this.#tail = tail;
    this.#following = following && tail !== null;
    if (this.#following) this.#goToTail();
    this.#draw();
  }

  /** Shows these items; what was at the top stays there, unless the grid follows the tail. */
  setModel(model: GridModel<T>): void {
    const anchor = this.#following ? null : this.#findAnchor();
    this.#model = model;
    this.element.role = model.grouped ? "treegrid" : "grid";
    this.element.ariaRowCount = String(model.length + 1);
    this.#body.style.blockSize = `${model.length * this.#rowHeight}px`;
    if (this.#following) this.#goToTail();
    else if (anchor) this.#returnTo(anchor);
    this.#cursor.onModel();
    this.#draw();
  }

  /** Whether the grid keeps to the end where new items come. */
  get following(): boolean {
    return this.#following;
  }

  /** Scrolls as far as needed, as a person who goes there would: away from the tail, the grid follows it no longer. */
  scrollIntoView(index: number): void {
    const from = this.#scrollTop;
    const top = index * this.#rowHeight;
    const room = this.#viewHeight - this.#headHeight;
    if (top < from) this.#scrollTo(top);
    else if (top + this.#rowHeight > from + room) this.#scrollTo(top + this.#rowHeight - room);
    if (this.#scrollTop !== from) this.#tellFollow();
  }

  /** The row an event happened in; -1 outside of all. */
  indexAt(target: EventTarget | null): number {
    const element = target instanceof Element ? target.closest("[role=row]") : null;
    for (const row of this.#rows.values()) {
      if (row.element === element) return row.index;
    }
    return -1;
  }

  /** Fills the rows in sight anew: something that their cells show beside the item has changed. */
  render(): void {
    this.#look++;
    this.#draw();
  }

  /** Fills those rows in sight whose item is another. */
  #draw(): void {
    const { first, end } = visibleRange(
      this.#scrollTop,
      this.#viewHeight,
      this.#rowHeight,
      this.#model.length,
      OVERSCAN,
    );
    const wanted: number[] = [];
    for (let index = first; index < end; index++) wanted.push(index);
    const active = this.#cursor.index;
    if (active >= 0 && active < this.#model.length && (active < first || active >= end)) wanted.push(active);
    this.#show(wanted, active);
    this.#nameCursor();
  }

  /** A row stays with its item wherever that moves: while the list grows at its end only what is new is filled in. */
  #show(wanted: readonly number[], active: number): void {
    const before = new Map(this.#rows);
    this.#rows.clear();
    const missing: [index: number, item: T, id: string][] = [];
    for (const index of wanted) {
      const item = this.#model.at(index);
      if (item === undefined) continue;
      const id = this.#model.idOf(item);
      const row = before.get(id);
      if (row === undefined) missing.push([index, item, id]);
      else {
        before.delete(id);
        this.#fill(row, index, item, id, index === active);
      }
    }
    this.#pool.push(...before.values());
    for (const [index, item, id] of missing) {
      const row = this.#pool.pop() ?? this.#make();
      row.element.hidden = false;
      this.#fill(row, index, item, id, index === active);
    }
    for (const row of this.#pool) row.element.hidden = true;
  }

  #fill(row: GridRow<T>, index: number, item: T, id: string, active: boolean): void {
    this.#rows.set(id, row);
    row.place(index, this.#rowHeight);
    row.show(item, this.#look, this.#columns, active && this.#cursor.column < 0);
    row.setLevel(this.#model.grouped === true);
  }

  #make(): GridRow<T> {
    const row = new GridRow(this.#options, this.#made++);
    this.#body.append(row.element);
    return row;
  }

  /** Tells assistive technology, and the style sheet, where the cursor is. */
  #nameCursor(): void {
    const { index, column } = this.#cursor;
    const item = this.#model.at(index);
    const row = item === undefined ? undefined : this.#rows.get(this.#model.idOf(item));
    const id = index < 0 ? this.#head.cellId(column) : row?.cellId(column);
    this.#head.setActive(index < 0 ? column : -1);
    for (const cell of this.#body.querySelectorAll(".cell.active")) cell.classList.remove("active");
    if (index >= 0 && column >= 0 && id) document.getElementById(id)?.classList.add("active");
    if (id) this.element.setAttribute("aria-activedescendant", id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  #findAnchor(): { id: string; offset: number } | null {
    const index = Math.floor(this.#scrollTop / this.#rowHeight);
    const item = this.#model.at(index);
    if (item === undefined || this.#scrollTop === 0) return null;
    return { id: this.#model.idOf(item), offset: this.#scrollTop - index * this.#rowHeight };
  }

  #returnTo({ id, offset }: { id: string; offset: number }): void {
    const index = this.#model.indexOf(id);
    if (index >= 0) this.#scrollTo(index * this.#rowHeight + offset);
  }

  #goToTail(): void {
    this.#scrollTo(this.#tail === "start" ? 0 : this.#maxScroll);
  }

  get #maxScroll(): number {
    return Math.max(0, this.#model.length * this.#rowHeight + this.#headHeight - this.#viewHeight);
  }

  #scrollTo(top: number): void {
    if (top === this.#scrollTop) return;
    this.element.scrollTop = top;
    this.#scrollTop = this.element.scrollTop;
  }

  #onScroll(): void {
    const from = this.#scrollTop;
    this.#scrollTop = this.element.scrollTop;
    if (from === this.#scrollTop) return;
    this.#tellFollow();
    this.#draw();
  }

  #tellFollow(): void {
    if (this.#tail === null) return;
    const away = this.#tail === "start" ? this.#scrollTop : this.#maxScroll - this.#scrollTop;
    if (this.#following !== away < this.#rowHeight) this.#options.onFollow?.(away < this.#rowHeight);
  }

  #measure(): void {
    this.#viewHeight = this.element.clientHeight;
    this.#headHeight = this.#head.element.getBoundingClientRect().height;
    const rowHeight = this.#rows.values().next().value?.element.getBoundingClientRect().height;
    if (rowHeight !== undefined && rowHeight > 0 && rowHeight !== this.#rowHeight) {
      this.#rowHeight = rowHeight;
      this.#pool.push(...this.#rows.values());
      this.#rows.clear();
      for (const row of this.#pool) row.forgetPlace();
    }
    this.setModel(this.#model);
  }
}

/** A cell whose text is cut tells all of it in a tooltip. */
function nameCut({ target }: MouseEvent): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>(".cell") : null;
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? "") : "";
}
