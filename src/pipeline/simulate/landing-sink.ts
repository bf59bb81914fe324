import { createHash } from "node:crypto";
import { join } from "node:path";
import { LandingFile } from "../landing/landing-file.ts";
import { nameLandingFile, submissionDateOf } from "../landing/landing-names.ts";
import { type LandingAttributes, RECORDED_HEADERS } from "../landing/landing-record.ts";
import { formatMicroseconds } from "../landing/microsecond-clock.ts";
import { describeRecord, RecordBuffer } from "../landing/record-buffer.ts";
import type { SimulationSettings } from "./simulation-options.ts";
import type { Upload } from "./upload.ts";
import type { SinkOutcome, UploadSink } from "./upload-sink.ts";

const MiB = 1024 * 1024;
/** Smaller than an edge makes them by size: a busy edge closes its files by time, and readers share out work by file. */
const FILE_BYTES = 8 * MiB;
/** Of all dates together: records wait here, for a sync a record would make the disk the measure of all things. */
const BUFFERED_BYTES = 32 * MiB;
/** Of one date. */
const BUFFERED_BYTES_OF_DATE = 4 * MiB;

/** One submission date's file and the records that wait for it. */
interface OpenDate {
  file: LandingFile | undefined;
  readonly records: RecordBuffer;
  filesMade: number;
  /** Of the file to be made next. */
  firstTimestamp: string | undefined;
}

/**
 * Writes uploads as an edge would have landed them, each under its own submission date. The same simulation writes the
 * same files, over those of an earlier run.
 */
export class LandingSink implements UploadSink {
  readonly #directory: string;
  readonly #edgeId: string;
  readonly #dates = new Map<string, OpenDate>();
  #buffered = 0;

  constructor(directory: string, settings: SimulationSettings) {
    this.#directory = directory;
    this.#edgeId = `simulated-${createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 10)}`;
  }

  async take(upload: Upload, body: Buffer): Promise<void> {
    const timestamp = formatMicroseconds(upload.submittedAt);
    const record = describeRecord(describeUpload(upload, timestamp, body.length), [body]);
    const name = submissionDateOf(timestamp);
    const date = this.#openDate(name);
    date.firstTimestamp ??= timestamp;
    this.#buffered -= date.records.length;
    date.records.add(record);
    this.#buffered += date.records.length;
    if (date.records.length >= BUFFERED_BYTES_OF_DATE) await this.#flushDate(name, date);
    if (this.#buffered >= BUFFERED_BYTES) await this.#flush();
  }

  async close(): Promise<SinkOutcome> {
    await this.#flush();
    for (const { file } of this.#dates.values()) await file?.close();
    return { files: [...this.#dates.values()].reduce((sum, { filesMade }) => sum + filesMade, 0) };
  }

  #openDate(name: string): OpenDate {
    const known = this.#dates.get(name);
    if (known !== undefined) return known;
    const made: OpenDate = {
      file: undefined,
      records: new RecordBuffer(),
      filesMade: 0,
      firstTimestamp: undefined,
    };
    this.#dates.set(name, made);
    return made;
  }

  async #flush(): Promise<void> {
    for (const [name, date] of this.#dates) {
      if (date.records.length > 0) await this.#flushDate(name, date);
    }
  }

  async #flushDate(name: string, date: OpenDate): Promise<void> {
    if (date.file === undefined) {
      date.filesMade += 1;
      const fileName = nameLandingFile(date.firstTimestamp ?? "", this.#edgeId, date.filesMade);
      date.file = await LandingFile.create(join(this.#directory, name, fileName), name);
    }
    await date.file.append(date.records.bytes);
    this.#buffered -= date.records.length;
    date.records.empty();
    if (date.file.size < FILE_BYTES) return;
    await date.file.close();
    date.file = undefined;
    date.firstTimestamp = undefined;
  }
}

/** What an edge behind a balancer would have recorded. */
function describeUpload({ uri, headers }: Upload, timestamp: string, bodyBytes: number): LandingAttributes {
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  sent.set("content-length", String(bodyBytes));
  const recorded = RECORDED_HEADERS.flatMap((name) => {
    const value = sent.get(name);
    return value === undefined ? [] : [[name.replaceAll("-", "_"), value] as const];
  });
  return {
    submission_timestamp: timestamp,
    uri,
    args: "v=4",
    protocol: "HTTP/1.1",
    method: "POST",
    remote_addr: "10.138.0.7",
    host: "edge.example",
    ...Object.fromEntries(recorded),
  };
}
