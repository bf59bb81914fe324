/** What a move of the cursor does to the selection: it becomes the row, grows to the row, or stays. */
export type Selecting = "only" | "extend" | "keep";
export type RowMove = "up" | "down" | "page-up" | "page-down" | "first" | "last";
export type ColumnMove = "next" | "previous" | "first" | "last";

/** What a key asks of a grid. */
export type GridCommand =
  | { readonly do: "move"; readonly to: RowMove; readonly selecting: Selecting }
  | { readonly do: "column"; readonly to: ColumnMove }
  | { readonly do: "open" | "toggle" | "select-all" | "leave-cells" };

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const MOVES: Readonly<Record<string, RowMove>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "first",
  End: "last",
};

/** The keys of a grid as the ARIA practices have them; in a page that runs from right to left, left is forward. */
export function readGridKey(press: KeyPress, inCells: boolean, rtl: boolean): GridCommand | null {
  if (press.altKey) return null;
  const command = press.ctrlKey || press.metaKey;
  const move = MOVES[press.key];
  if (move !== undefined) {
    if (inCells && !command && (move === "first" || move === "last")) return { do: "column", to: move };
    return { do: "move", to: move, selecting: press.shiftKey ? "extend" : command ? "keep" : "only" };
  }
  switch (press.key) {
    case rtl ? "ArrowLeft" : "ArrowRight":
      return command ? null : { do: "column", to: "next" };
    case rtl ? "ArrowRight" : "ArrowLeft":
      return command ? null : { do: "column", to: "previous" };
    case "Enter":
      return command ? null : { do: "open" };
    case " ":
      return { do: "toggle" };
    case "a":
      return command ? { do: "select-all" } : null;
    case "Escape":
      return inCells ? { do: "leave-cells" } : null;
    default:
      return null;
  }
}
