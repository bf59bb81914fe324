import type { JSX } from "preact";

/** Shapes on a 16 × 16 grid, drawn for this panel. */
const SHAPES = {
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  play: "M4 2.5v11l9-5.5z",
  follow: "M7.25 2h1.5v7.2l2.7-2.7 1.05 1.05L8 12.05 3.5 7.55 4.55 6.5l2.7 2.7zM3 13h10v1.5H3z",
  search:
    "M7 2a5 5 0 0 1 3.98 8.02l3.25 3.25-1.06 1.06-3.25-3.25A5 5 0 1 1 7 2zm0 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  filter: "M1.5 3h13v1.5h-13zM4 7.25h8v1.5H4zM6.5 11.5h3V13h-3z",
  clock:
    "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm.75 1.75v3l2.1 2.1-1.06 1.06L7.25 8.35v-3.6z",
  columns: "M2 3h12v10H2zm1.5 1.5v7h2.75v-7zm4.25 0v7h4.75v-7z",
  export: "M7.25 2h1.5v6.2l2.2-2.2L12 7.05l-4 4-4-4L5.05 6l2.2 2.2zM2.5 11H4v2h8v-2h1.5v3.5h-11z",
  copy: "M5 1.5h8.5v10H5zM6.5 3v7H12V3zM2.5 4.5H4V13h6.5v1.5h-8z",
  close:
    "m3.5 4.55 1.05-1.05L8 6.95l3.45-3.45 1.05 1.05L9.05 8l3.45 3.45-1.05 1.05L8 9.05 4.55 12.5 3.5 11.45 6.95 8z",
  pin: "M5.5 1.5h5V3l-.75.5v3L12 9v1.5H8.75v4h-1.5v-4H4V9l2.25-2.5v-3L5.5 3z",
  tab: "M2 3h5v1.5H3.5v8h9V9H14v5H2zm7 0h5v5h-1.5V5.6L8.55 9.5 7.5 8.45l3.9-3.95H9z",
  help: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm-.75 7.25h1.5v1.5h-1.5zM8 4.25c1.4 0 2.4.85 2.4 2.05 0 .9-.5 1.35-1 1.75-.45.35-.65.55-.65 1.2h-1.5c0-1.4.65-1.9 1.2-2.35.35-.3.45-.4.45-.6 0-.35-.35-.6-.9-.6s-.9.3-.95.8L5.6 6.3C5.7 5.1 6.65 4.25 8 4.25z",
  trash:
    "M6 1.5h4V3h3.5v1.5H12.6l-.6 10H4l-.6-10H2.5V3H6zM4.9 4.5l.5 8.5h5.2l.5-8.5zM6.5 6H8v5.5H6.5zM8.5 6H10v5.5H8.5z",
  diff: "M2 2.5h5v11H2zM3.5 4v8h2V4zM9 2.5h5v11H9zM10.5 4v8h2V4z",
  send: "M1.5 2 14.5 8l-13 6 1.6-5.25L9 8 3.1 7.25z",
  check: "m6.5 10.4 6-6 1.05 1.05-7.05 7.1L2.45 8.5 3.5 7.45z",
  warning: "M8 1.5 15 14H1zm0 3.05L3.55 12.5h8.9zm-.75 2.7h1.5v2.5h-1.5zm0 3.25h1.5v1.25h-1.5z",
  info: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm-.75 1.5h1.5V6h-1.5zm0 2.5h1.5v4.5h-1.5z",
  theme: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3v10A5 5 0 0 0 8 3z",
  up: "m3.5 10.5 4.5-4.6 4.5 4.6-1.05 1.05L8 8 4.55 11.55z",
  down: "m3.5 5.5L8 10.1l4.5-4.6-1.05-1.05L8 8 4.55 4.45z",
  link: "M6.6 9.4a2.75 2.75 0 0 1 0-3.9l2-2a2.75 2.75 0 1 1 3.9 3.9l-1 1-1.06-1.06 1-1a1.25 1.25 0 0 0-1.78-1.78l-2 2a1.25 1.25 0 0 0 0 1.78zm2.8-2.8a2.75 2.75 0 0 1 0 3.9l-2 2a2.75 2.75 0 1 1-3.9-3.9l1-1 1.06 1.06-1 1a1.25 1.25 0 0 0 1.78 1.78l2-2a1.25 1.25 0 0 0 0-1.78z",
} as const;

export type IconName = keyof typeof SHAPES;

/** An ornament: the control that has it has the name. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
