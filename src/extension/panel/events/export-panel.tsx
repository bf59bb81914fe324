import { signal } from "@preact/signals";
import type { JSX } from "preact";
import browser from "webextension-polyfill";
import type { EventRow } from "../../panel-model/event-fields.ts";
import { toLink } from "../../panel-model/panel-state.ts";
import { announce } from "../controls/announcements.ts";
import { Button } from "../controls/button.tsx";
import { closePopovers } from "../controls/popover-button.tsx";
import { attempt } from "../failure.ts";
import { addImported, events, imported, lastImportedId, removeImported } from "../feed.ts";
import { formatNumber, t, tn } from "../l10n.ts";
import { place, tabUrl } from "../place.ts";
import { current, marks, selected, update } from "../state.ts";

const FORMATS = ["ndjson", "json", "csv"] as const;
type Scope = "all" | "filtered" | "selected";

const scope = signal<Scope>("filtered");

function rowsIn(which: Scope): readonly EventRow[] {
  const list = events();
  if (which === "all") return [...list.all()].sort((left, right) => left.wallTime - right.wallTime);
  return which === "filtered" ? list.visible : list.visible.filter(({ id }) => selected.value.has(id));
}

/** The writers and readers of files are loaded when they are needed, not when the panel opens. */
async function save(format: (typeof FORMATS)[number]): Promise<void> {
  const { exportEvents, MEDIA_TYPES } = await import("../../panel-model/export-events.ts");
  const rows = rowsIn(scope.value);
  const url = URL.createObjectURL(
    new Blob([exportEvents(rows, marks.value, format)], { type: MEDIA_TYPES[format] }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `events-${new Date().toISOString().replaceAll(":", "-").slice(0, 19)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  announce(tn("exported", rows.length), { soon: true });
  closePopovers();
}

async function read(file: File): Promise<void> {
  const { importEvents } = await import("../../panel-model/import-events.ts");
  const { rows, marks: found } = importEvents(await file.text(), lastImportedId());
  update({ marks: { ...current().marks, ...Object.fromEntries(found) } });
  addImported(rows);
  announce(tn("imported", rows.length), { soon: true });
  closePopovers();
}

function Scopes(): JSX.Element {
  const counts: Record<Scope, number> = {
    all: events().held,
    filtered: events().visible.length,
    selected: rowsIn("selected").length,
  };
  const names = { all: t("exportAll"), filtered: t("exportFiltered"), selected: t("exportSelected") };
  return (
    <fieldset class="choices">
      <legend>{t("exportWhich")}</legend>
      {(["all", "filtered", "selected"] as const).map((which) => (
        <label key={which} class="choice">
          <input
            type="radio"
            name="scope"
            value={which}
            checked={scope.value === which}
            disabled={counts[which] === 0}
            onChange={() => {
              scope.value = which;
            }}
          />
          <span class="choice-name">{names[which]}</span>
          <span class="choice-count">{formatNumber(counts[which])}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A file picker closes a popup, and with it the page that asked: there, the tab asks. */
function ImportChoice(): JSX.Element {
  if (place === "popup") {
    return (
      <Button
        label={t("importInTab")}
        icon="tab"
        onClick={() => void browser.tabs.create({ url: tabUrl() }).then(() => window.close())}
      />
    );
  }
  return (
    <label class="button file">
      {t("import")}
      <input
        id="import-file"
        class="visually-hidden"
        type="file"
        accept=".ndjson,.jsonl,.json,.csv"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void attempt(() => read(file));
          currentTarget.value = "";
        }}
      />
    </label>
  );
}

async function copyLink(): Promise<void> {
  await navigator.clipboard.writeText(tabUrl(toLink(current())));
  announce(t("linkCopied"), { soon: true });
  closePopovers();
}

/** Files of events out and in, and a link to what the panel shows. */
export function ExportPanel(): JSX.Element {
  return (
    <div class="menu">
      <Scopes />
      <div class="row-of-buttons">
        {FORMATS.map((format) => (
          <Button
            key={format}
            id={`export-${format}`}
            label={format.toUpperCase()}
            onClick={() => void attempt(() => save(format))}
          />
        ))}
      </div>
      <hr />
      <ImportChoice />
      {imported.value > 0 && (
        <Button label={tn("removeImported", imported.value)} icon="trash" onClick={removeImported} />
      )}
      <hr />
      <Button id="copy-link" label={t("copyLink")} icon="link" onClick={() => void attempt(copyLink)} />
    </div>
  );
}
