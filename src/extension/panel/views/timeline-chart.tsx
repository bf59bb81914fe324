import { useSignal } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { sumOf, type Timeline, type TimelineBin } from "../../panel-model/timeline-bins.ts";
import { announce } from "../controls/announcements.ts";
import { direction, formatNumber, formatStep, t, tn } from "../l10n.ts";
import { update } from "../state.ts";

const BIN_WIDTH = 10;
const GAP = 1;
const HEIGHT = 100;
const TICKS = 5;

/** Chosen bins, from the one where it began to the one where it is now. */
interface Choice {
  readonly anchor: number;
  readonly at: number;
}

function Bar({ bin, place, peak }: { bin: TimelineBin; place: number; peak: number }): JSX.Element {
  let top = HEIGHT;
  return (
    <g>
      <title>{`${formatStep(bin.from, bin.to - bin.from)} – ${formatStep(bin.to, bin.to - bin.from)}: ${tn("events", sumOf(bin))}`}</title>
      {bin.counts.map((count, series) => {
        const height = (count / peak) * HEIGHT;
        top -= height;
        return height === 0 ? null : (
          <rect
            key={series}
            class={`series-${series}`}
            x={place * BIN_WIDTH + GAP / 2}
            y={top}
            width={BIN_WIDTH - GAP}
            height={height}
          />
        );
      })}
    </g>
  );
}

/** Moments at the beginning, the end and the quarters between. */
function ticksOf(bins: readonly TimelineBin[]): readonly number[] {
  const from = bins[0]?.from ?? 0;
  const to = bins.at(-1)?.to ?? 0;
  return Array.from({ length: TICKS }, (_, place) => from + ((to - from) * place) / (TICKS - 1));
}

function span({ anchor, at }: Choice): [low: number, high: number] {
  return anchor < at ? [anchor, at] : [at, anchor];
}

/** Stacked bars over time. Drag, or arrows with Shift, choose a stretch; the release, or Enter, makes it the time filter. */
export function TimelineChart({ timeline }: { timeline: Timeline }): JSX.Element {
  const { bins, peak } = timeline;
  const choice = useSignal<Choice | null>(null);
  const width = bins.length * BIN_WIDTH;
  const rtl = direction() === "rtl";

  const binAt = (event: TargetedPointerEvent<HTMLElement>): number => {
    const { left, width: whole } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / whole;
    return Math.min(bins.length - 1, Math.max(0, Math.floor((rtl ? 1 - share : share) * bins.length)));
  };
  const zoom = (): void => {
    if (choice.value === null) return;
    const [low, high] = span(choice.value);
    const from = bins[low]?.from ?? null;
    const to = bins[high]?.to ?? null;
    choice.value = null;
    update({ time: { kind: "range", from, to: to === null ? null : to - 1 } });
    announce(t("zoomed"), { soon: true });
  };
  const move = (to: number, extend: boolean): void => {
    const at = Math.min(bins.length - 1, Math.max(0, to));
    choice.value = { anchor: extend ? (choice.value?.anchor ?? at) : at, at };
    const bin = bins[at];
    if (bin)
      announce(`${formatStep(bin.from, bin.to - bin.from)}: ${tn("events", sumOf(bin))}`, { soon: true });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const at = choice.value?.at ?? (event.key === "ArrowLeft" ? bins.length : -1);
    const forward = rtl ? "ArrowLeft" : "ArrowRight";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward) move(at + 1, event.shiftKey);
    else if (event.key === back) move(at - 1, event.shiftKey);
    else if (event.key === "Home") move(0, event.shiftKey);
    else if (event.key === "End") move(bins.length - 1, event.shiftKey);
    else if (event.key === "Enter") zoom();
    else if (event.key === "Backspace") update({ time: { kind: "all" } });
    else return;
    event.preventDefault();
  };
  const chosen = choice.value === null ? null : span(choice.value);
  return (
    <div class="chart-frame">
      <div class="chart-peak dim" aria-hidden="true">
        {formatNumber(peak)}
      </div>
      <div
        id="timeline-chart"
        class="chart"
        // Arrows choose bars here: a screen reader must not take them for its own.
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is worked by keys
        tabIndex={0}
        aria-label={t("timelineChart")}
        aria-describedby="timeline-help"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = binAt(event);
          choice.value = { anchor: at, at };
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1 && choice.value !== null)
            choice.value = { ...choice.value, at: binAt(event) };
        }}
        onPointerUp={zoom}
      >
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <g transform={rtl ? `matrix(-1 0 0 1 ${width} 0)` : undefined}>
            {bins.map((bin, place) => (
              <Bar key={bin.from} bin={bin} place={place} peak={peak} />
            ))}
            {chosen !== null && (
              <rect
                class="chosen"
                x={chosen[0] * BIN_WIDTH}
                y={0}
                width={(chosen[1] - chosen[0] + 1) * BIN_WIDTH}
                height={HEIGHT}
              />
            )}
          </g>
        </svg>
      </div>
      <div class="chart-axis dim" aria-hidden="true">
        {ticksOf(bins).map((tick, _, [first = 0, second = 0]) => (
          <span key={tick}>{formatStep(tick, second - first)}</span>
        ))}
      </div>
      <p id="timeline-help" class="dim">
        {t("timelineHelp")}
      </p>
    </div>
  );
}
