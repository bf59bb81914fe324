import type { ComponentChildren, JSX, TargetedKeyboardEvent, TargetedToggleEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icon.tsx";

interface PopoverButtonProps {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly iconOnly?: boolean;
  readonly disabled?: boolean;
  readonly shortcut?: string;
  /** Something is set in it. */
  readonly marked?: boolean;
  /** Made only while it is open. */
  children(): ComponentChildren;
}

const GAP = 4;

/** A button that opens a small panel below itself. Firefox's own popover closes it on Escape and clicks beside it, and gives the focus back. */
export function PopoverButton(props: PopoverButtonProps): JSX.Element {
  const { id, label, icon, iconOnly, disabled, shortcut, marked, children } = props;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Its contents are made before it shows, its place is found when it has a size; until then it is unseen.
  const onBeforeToggle = (event: TargetedToggleEvent<HTMLDivElement>): void => {
    setOpen(event.newState === "open");
    event.currentTarget.style.visibility = "hidden";
  };
  const onToggle = ({ currentTarget: shown, newState }: TargetedToggleEvent<HTMLDivElement>): void => {
    if (newState !== "open") return;
    place(button.current, shown);
    shown.style.visibility = "";
    focusFirst(shown);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        id={id}
        class={`button ${iconOnly ? "icon-only" : ""} ${marked ? "marked" : ""}`}
        popovertarget={`${id}-panel`}
        aria-haspopup="dialog"
        aria-expanded={open}
        {...(iconOnly ? { "aria-label": label } : {})}
        {...(shortcut === undefined ? {} : { "aria-keyshortcuts": shortcut })}
        title={shortcut === undefined ? label : `${label} (${shortcut})`}
        disabled={disabled === true}
      >
        <Icon name={icon} />
        {!iconOnly && <span class="label">{label}</span>}
      </button>
      <div
        id={`${id}-panel`}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={moveByArrows}
      >
        {open && children()}
      </div>
    </>
  );
}

export function closePopovers(): void {
  for (const open of document.querySelectorAll<HTMLElement>("[popover]:popover-open")) open.hidePopover();
}

/** Below the button where there is room, else above it; never outside of the window. */
function place(button: HTMLElement | null, panel: HTMLElement): void {
  if (!button) return;
  const anchor = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  panel.style.maxBlockSize = "";
  const { width, height } = panel.getBoundingClientRect();
  const below = innerHeight - anchor.bottom - 2 * GAP;
  const above = anchor.top - 2 * GAP;
  const goesBelow = height <= below || below >= above;
  panel.style.maxBlockSize = `${Math.max(goesBelow ? below : above, 120)}px`;
  const rtl = getComputedStyle(panel).direction === "rtl";
  const left = rtl ? anchor.right - width : anchor.left;
  panel.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  panel.style.top = goesBelow
    ? `${anchor.bottom + GAP}px`
    : `${Math.max(GAP, anchor.top - GAP - Math.min(height, above))}px`;
}

function focusFirst(panel: HTMLElement): void {
  if (!panel.contains(document.activeElement)) {
    panel.querySelector<HTMLElement>("button, input:not(:disabled), select")?.focus();
  }
}

/** Up and down go through the controls of a panel, as in a menu; a field of its own keeps its keys. */
function moveByArrows(event: TargetedKeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const target = event.target as HTMLElement;
  if (by === 0 || target.matches("select, textarea, input:not([type=checkbox])")) return;
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>("button, input, select")];
  const next = controls[controls.indexOf(target) + by];
  if (next) {
    next.focus();
    event.preventDefault();
  }
}
