/** What a grid shows. Items may change from one model to the next; their ids say which is which. */
export interface GridModel<T> {
  readonly length: number;
  /** Some items are heads of others. */
  readonly grouped?: boolean;
  at(index: number): T | undefined;
  idOf(item: T): string;
  /** -1 where the item is not there (any more). */
  indexOf(id: string): number;
}

/** The least width in em, and the share of the room that is left; 0 for none. */
export interface ColumnWidth {
  readonly em: number;
  readonly share: number;
}

export interface GridColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly width: ColumnWidth;
  readonly numeric?: boolean;
  /** Fills the cell; called again for other items, so it must leave nothing behind. */
  paint(cell: HTMLElement, item: T): void;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface GridOptions<T> {
  /** Unique in the page. */
  readonly id: string;
  readonly label: string;
  /** Classes of a row, and what `data-state` says of it. */
  rowClass?(item: T): string;
  /** For an item that is the head of a group: fills the one cell that spans its row. */
  paintHead?(cell: HTMLElement, item: T): void;
  /** Whether the head of a group is open; null for any other item. */
  isOpen?(item: T): boolean | null;
  isSelected?(item: T): boolean;
  /** The cursor went to another item. */
  onActive?(id: string | null): void;
  /** Enter on an item. */
  onOpen?(item: T): void;
  /** A click on an item, after the cursor has gone there. */
  onPick?(item: T): void;
  onSort?(column: string): void;
  /** What a person did to the selection. */
  onSelect?(change: SelectionChange): void;
  /** The head of a group was clicked, or opened or closed by a key. */
  onToggle?(item: T): void;
  /** A person scrolled away from the end where new items come, or back to it. */
  onFollow?(on: boolean): void;
}

/** The selection becomes these items, or they enter or leave it, or it becomes everything on the list. */
export interface SelectionChange {
  readonly kind: "only" | "toggle" | "all";
  readonly ids: readonly string[];
}

/** The end of the list at which new items come; null: anywhere. */
export type TailEnd = "start" | "end" | null;
