import { direction } from "../l10n.ts";
import type { Grid } from "./grid.ts";
import { type ColumnMove, type GridCommand, type RowMove, readGridKey, type Selecting } from "./grid-keys.ts";
import type { GridOptions } from "./grid-types.ts";

/** A click is where it was pressed if the mouse moved by no more than so many pixels. */
const STILL = 4;

interface Press {
  readonly id: string | null;
  readonly x: number;
  readonly y: number;
}

/** Where the cursor of a grid is, and what keys and clicks do to it. Row -1 is the head, column -1 the whole row. */
export class GridCursor<T> {
  readonly #grid: Grid<T>;
  readonly #options: GridOptions<T>;
  #id: string | null = null;
  #index = -2;
  #column = -1;
  /** Where an extended selection began. */
  #anchor: string | null = null;
  #press: Press | null = null;

  constructor(grid: Grid<T>, options: GridOptions<T>) {
    this.#grid = grid;
    this.#options = options;
    grid.element.addEventListener("keydown", (event) => this.#onKey(event));
    grid.element.addEventListener("mousedown", (event) => this.#onPress(event));
    grid.element.addEventListener("click", (event) => this.#onClick(event));
    grid.element.addEventListener("focus", () => this.#onFocus());
  }

  get index(): number {
    return this.#index;
  }

  get column(): number {
    return this.#column;
  }

  /** Puts the cursor on an item, from outside, and brings it into sight unless the grid follows what arrives. */
  set(id: string | null): void {
    if (id === this.#id) return;
    this.#id = id;
    this.onModel();
    if (this.#index >= 0 && !this.#grid.following) this.#grid.scrollIntoView(this.#index);
    this.#grid.render();
  }

  /** The items moved: the cursor goes with its own. */
  onModel(): void {
    if (this.#id !== null) this.#index = this.#grid.model.indexOf(this.#id);
    if (this.#index < 0 && this.#id !== null) this.#index = -2;
  }

  #goTo(index: number, selecting: Selecting): void {
    const { model } = this.#grid;
    const item = model.at(index);
    if (item === undefined) return;
    const from = this.#anchor ?? this.#id;
    const id = model.idOf(item);
    this.#index = index;
    this.#id = id;
    this.#grid.scrollIntoView(index);
    this.#grid.render();
    this.#options.onActive?.(id);
    if (selecting === "extend") {
      this.#anchor = from ?? id;
      this.#options.onSelect?.({ kind: "only", ids: this.#between(this.#anchor, index) });
    } else {
      this.#anchor = null;
      if (selecting === "only") this.#options.onSelect?.({ kind: "only", ids: this.#between(id, index) });
    }
  }

  /** Ids from an item to a row, heads of groups left out. */
  #between(from: string, to: number): string[] {
    const { model } = this.#grid;
    const start = model.indexOf(from);
    const [low, high] = start < to ? [start, to] : [to, start];
    const ids: string[] = [];
    for (let index = Math.max(0, low); index <= high; index++) {
      const item = model.at(index);
      if (item !== undefined && (this.#options.isOpen?.(item) ?? null) === null) ids.push(model.idOf(item));
    }
    return ids;
  }

  #onFocus(): void {
    if (this.#index !== -2 || this.#grid.model.length === 0) return;
    this.#goTo(this.#grid.startIndex, "keep");
  }

  #onKey(event: KeyboardEvent): void {
    const command = readGridKey(event, this.#column >= 0, direction() === "rtl");
    if (command === null || event.target !== this.#grid.element) return;
    if (this.#perform(command)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Whether the command meant something here. */
  #perform(command: GridCommand): boolean {
    switch (command.do) {
      case "move":
        return this.#move(command.to, command.selecting);
      case "column":
        return this.#moveColumn(command.to);
      case "open":
        return this.#open();
      case "toggle":
        return this.#toggle();
      case "select-all":
        this.#options.onSelect?.({ kind: "all", ids: [] });
        return this.#options.onSelect !== undefined;
      case "leave-cells":
        this.#column = -1;
        if (this.#index === -1) this.#goTo(0, "keep");
        this.#grid.render();
        return true;
    }
  }

  #move(to: RowMove, selecting: Selecting): boolean {
    const last = this.#grid.model.length - 1;
    if (this.#index < -1) {
      this.#goTo(this.#grid.startIndex, selecting);
      return true;
    }
    if (to === "up" && this.#index <= 0 && selecting === "only" && this.#options.onSort) {
      this.#enterHead();
      return true;
    }
    const page = this.#grid.pageRows;
    const from = this.#index;
    const targets = {
      up: from - 1,
      down: from + 1,
      "page-up": from - page,
      "page-down": from + page,
      first: 0,
      last,
    };
    this.#goTo(Math.min(last, Math.max(0, targets[to])), selecting);
    return true;
  }

  #enterHead(): void {
    this.#index = -1;
    this.#id = null;
    this.#column = Math.max(0, this.#column);
    this.#grid.render();
  }

  #moveColumn(to: ColumnMove): boolean {
    const item = this.#grid.model.at(this.#index);
    const open = item === undefined ? null : (this.#options.isOpen?.(item) ?? null);
    if (item !== undefined && open !== null) {
      if ((to === "next") !== open && (to === "next" || to === "previous")) this.#options.onToggle?.(item);
      return true;
    }
    const last = this.#grid.columns.length - 1;
    const least = this.#index === -1 ? 0 : -1;
    const target = { next: this.#column + 1, previous: this.#column - 1, first: 0, last }[to];
    this.#column = Math.min(last, Math.max(least, target));
    this.#grid.render();
    return true;
  }

  #open(): boolean {
    if (this.#index === -1) return this.#sort();
    const item = this.#grid.model.at(this.#index);
    if (item === undefined) return false;
    if ((this.#options.isOpen?.(item) ?? null) !== null) this.#options.onToggle?.(item);
    else this.#options.onOpen?.(item);
    return true;
  }

  #toggle(): boolean {
    if (this.#index === -1) return this.#sort();
    const item = this.#grid.model.at(this.#index);
    if (item === undefined) return false;
    if ((this.#options.isOpen?.(item) ?? null) !== null) this.#options.onToggle?.(item);
    else this.#options.onSelect?.({ kind: "toggle", ids: [this.#grid.model.idOf(item)] });
    return true;
  }

  #sort(): boolean {
    const column = this.#grid.columns[this.#column];
    if (column) this.#options.onSort?.(column.id);
    return column !== undefined;
  }

  #onPress({ target, clientX: x, clientY: y }: MouseEvent): void {
    const item = this.#grid.model.at(this.#grid.indexAt(target));
    this.#press = { id: item === undefined ? null : this.#grid.model.idOf(item), x, y };
  }

  /** Rows move under the mouse when others arrive: a click means the row that was there when the button went down. */
  #clickedIndex({ target, clientX, clientY, detail }: MouseEvent): number {
    const press = this.#press;
    this.#press = null;
    const still =
      press !== null && Math.abs(press.x - clientX) <= STILL && Math.abs(press.y - clientY) <= STILL;
    // No button goes down (detail 0) where assistive technology clicks.
    if (detail === 0 || !still || press.id === null) return this.#grid.indexAt(target);
    return this.#grid.model.indexOf(press.id);
  }

  #onClick(event: MouseEvent): void {
    const index = this.#clickedIndex(event);
    const item = this.#grid.model.at(index);
    if (item === undefined) return;
    if ((this.#options.isOpen?.(item) ?? null) !== null) {
      this.#goTo(index, "keep");
      this.#options.onToggle?.(item);
      return;
    }
    const toggles = event.ctrlKey || event.metaKey;
    this.#column = -1;
    this.#goTo(index, event.shiftKey ? "extend" : toggles ? "keep" : "only");
    if (toggles) this.#options.onSelect?.({ kind: "toggle", ids: [this.#grid.model.idOf(item)] });
    if (!toggles && !event.shiftKey) this.#options.onPick?.(item);
  }
}
