import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";

interface ButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Shows the icon alone; the label is its name and its tooltip. */
  readonly iconOnly?: boolean;
  /** Makes it a switch. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  /** The key that does the same, as the help names it. */
  readonly shortcut?: string;
  readonly id?: string;
  readonly children?: ComponentChildren;
  onClick(event: MouseEvent): void;
}

/** A button of the toolbars. */
export function Button(props: ButtonProps): JSX.Element {
  const { label, icon, iconOnly, pressed, disabled, primary, shortcut, id, children, onClick } = props;
  const hint = shortcut === undefined ? label : `${label} (${shortcut})`;
  return (
    <button
      type="button"
      class={`button ${iconOnly ? "icon-only" : ""} ${primary ? "primary" : ""}`}
      {...(id === undefined ? {} : { id })}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      {...(iconOnly ? { "aria-label": label } : {})}
      {...(shortcut === undefined ? {} : { "aria-keyshortcuts": shortcut })}
      title={iconOnly || shortcut !== undefined ? hint : undefined}
      disabled={disabled === true}
      onClick={onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!iconOnly && <span class="label">{label}</span>}
      {children}
    </button>
  );
}
