import type { ComponentChildren, JSX } from "preact";

interface ScrollRegionProps {
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
}

/** A named part that scrolls by itself. It takes the focus, for without it the keyboard could not scroll it (WCAG 2.1.1). */
export function ScrollRegion({ label, class: className, children }: ScrollRegionProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keys
    <section class={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
