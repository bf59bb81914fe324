import type { JSX } from "preact";
import { render } from "preact";
import type { HistoryEntry } from "../inspector-api.ts";
import { failure, followPendingEvents, mainPingJson, pending } from "./pending-events.ts";

const COLUMNS = ["Time (ms)", "Category", "Method", "Object", "Value", "Extra", "Source"] as const;

function Row({ event }: { event: HistoryEntry }): JSX.Element {
  return (
    <tr>
      <td class="time">{Math.floor(event.timestamp)}</td>
      <td>{event.category}</td>
      <td>{event.method}</td>
      <td>{event.object}</td>
      <td>{event.value ?? ""}</td>
      <td title={event.extra === null ? "" : JSON.stringify(event.extra, null, 1)}>
        {event.extra === null ? "" : JSON.stringify(event.extra)}
      </td>
      <td>{event.source}</td>
    </tr>
  );
}

function PendingTable(): JSX.Element {
  return (
    <section class="scroll" aria-label="Pending events">
      <table>
        <thead>
          <tr>
            {COLUMNS.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pending.value.rows.map((event) => (
            <Row key={event.id} event={event} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MainPingSection(): JSX.Element {
  const json = mainPingJson.value;
  return (
    <>
      <header>
        <h2>In the next main ping</h2>
        <button type="button" onClick={() => navigator.clipboard.writeText(json)}>
          Copy JSON
        </button>
      </header>
      <section class="scroll" aria-label="Events section of the next main ping">
        <pre>{json}</pre>
      </section>
    </>
  );
}

function Panel(): JSX.Element {
  const { total, rows } = pending.value;
  const shown = rows.length < total ? `, the oldest ${rows.length} shown` : "";
  return (
    <main>
      <header>
        <h1>Pending events</h1>
        <span role="status" id="pending-count" data-total={total}>
          {total} pending{shown}
        </span>
        {failure.value !== null && <strong role="alert">{failure.value}</strong>}
      </header>
      <PendingTable />
      <MainPingSection />
    </main>
  );
}

render(<Panel />, document.body);
followPendingEvents();
