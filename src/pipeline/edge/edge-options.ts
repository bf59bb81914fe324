import { randomBytes } from "node:crypto";
import { z } from "zod";

const MiB = 1024 * 1024;

/**
 * What an edge may be told. Bytes, and milliseconds for what ends in `Ms`. Mozilla's production edge took bodies of
 * 1 MB (its nginx of 8 MB).
 */
export const edgeOptions = z.strictObject({
  /** The landing folder; made when it is missing. Any number of edges may share one. */
  landing: z.string().min(1),
  host: z.string().min(1).default("127.0.0.1"),
  /** 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  /** A larger body is refused with 413. */
  bodyLimit: z.int().positive().default(MiB),
  /** Bodies held in memory until they are on disk; past this, uploads are answered 503. */
  maxInFlightBytes: z
    .int()
    .positive()
    .default(64 * MiB),
  /** Connections at once, past which more are closed, and uploads under way at once, past which 503 is said. */
  maxConnections: z.int().positive().default(10_000),
  /** An upload that takes longer, headers and body, is cut off. */
  requestTimeoutMs: z.int().positive().default(30_000),
  /** A landing file this large is closed and the next one begun. */
  rotateBytes: z
    .int()
    .positive()
    .default(256 * MiB),
  /** A landing file this old is closed. */
  rotateMs: z.int().positive().max(2_147_483_647).default(300_000),
  /** `/__heartbeat__` is unhealthy below this much free disk. */
  minFreeBytes: z
    .int()
    .min(0)
    .default(256 * MiB),
  /** The namespaces of `/submit/<namespace>/…` that are taken, others get 404; any when left out. */
  namespaces: z.array(z.string().min(1)).optional(),
  /** User agents that retry what is refused for ever: to those containing one of these, 202 is said instead of 4xx. */
  pacifiedAgents: z.array(z.string().min(1)).default([]),
  /** Part of every landing file's name; unique among the edges that share a folder. */
  edgeId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "an edge id is 1 to 64 letters, digits, _ or -")
    .default(() => randomBytes(5).toString("hex")),
});

export type EdgeOptions = z.input<typeof edgeOptions>;
export type EdgeSettings = z.output<typeof edgeOptions>;
