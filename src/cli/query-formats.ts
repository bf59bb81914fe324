import type { DuckDBValue } from "@duckdb/node-api";
import Table from "cli-table3";
import { type PlainValue, toPlainValue } from "../pipeline/datasets/plain-value.ts";

export type QueryFormat = "table" | "json" | "csv";

type Batches = AsyncIterable<DuckDBValue[][]>;
type Write = (text: string) => void;

/** A table is for eyes, and its columns' widths need all of its rows in memory. */
const MAX_TABLE_ROWS = 10_000;

function showCell(value: DuckDBValue): string {
  const plain = toPlainValue(value);
  if (plain === null) return "";
  return typeof plain === "object" ? JSON.stringify(plain) : String(plain);
}

/** What an event says must not move a terminal's cursor or change its colours. */
function escapeControls(cell: string): string {
  return cell.replaceAll(
    /\p{Cc}/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

async function writeTable(columns: readonly string[], batches: Batches, write: Write): Promise<void> {
  const table = new Table({ head: [...columns], style: { head: [], border: [] } });
  let rows = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      rows += 1;
      if (rows <= MAX_TABLE_ROWS) table.push(row.map((value) => escapeControls(showCell(value))));
    }
  }
  write(`${table.toString()}\n`);
  if (rows > MAX_TABLE_ROWS) {
    write(`the first ${MAX_TABLE_ROWS} of ${rows} rows; --format csv and --format json print all\n`);
  }
}

async function writeJson(columns: readonly string[], batches: Batches, write: Write): Promise<void> {
  let separator = "[";
  for await (const batch of batches) {
    for (const row of batch) {
      const entries = columns.map((column, i): [string, PlainValue] => [
        column,
        toPlainValue(row[i] ?? null),
      ]);
      write(`${separator}\n${JSON.stringify(Object.fromEntries(entries))}`);
      separator = ",";
    }
  }
  write(separator === "[" ? "[]\n" : "\n]\n");
}

/** RFC 4180: quoted where needed, a quote doubled. */
function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function writeCsv(columns: readonly string[], batches: Batches, write: Write): Promise<void> {
  write(`${columns.map(quoteCell).join(",")}\r\n`);
  for await (const batch of batches) {
    write(batch.map((row) => `${row.map((value) => quoteCell(showCell(value))).join(",")}\r\n`).join(""));
  }
}

const WRITERS = { table: writeTable, json: writeJson, csv: writeCsv } as const;

/** Writes a query's rows in a format, as they come (a table: at the end). Nested values are JSON in tables and CSV. */
export async function writeRows(
  format: QueryFormat,
  columns: readonly string[],
  batches: Batches,
  write: Write,
): Promise<void> {
  await WRITERS[format](columns, batches, write);
}
