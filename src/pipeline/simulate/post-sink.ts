import { Agent, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import type { Upload } from "./upload.ts";
import type { SinkOutcome, UploadSink } from "./upload-sink.ts";

/** An edge that would not take an upload although it was asked again and again. */
export class UnreachableEdgeError extends Error {
  override readonly name = "UnreachableEdgeError";
}

/** Uploads under way at once. */
const CONNECTIONS = 16;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 250;
const TIMEOUT_MS = 30_000;

/**
 * Posts uploads to an edge the way clients do: 2xx and 4xx are final, anything else is tried again with longer and
 * longer pauses.
 */
export class PostSink implements UploadSink {
  readonly #url: URL;
  readonly #agent: Agent;
  readonly #request: typeof request;
  readonly #underWay = new Set<Promise<void>>();
  readonly #answers: Record<number, number> = {};
  #failure: unknown;

  constructor(url: string) {
    this.#url = new URL(url);
    const secure = this.#url.protocol === "https:";
    this.#request = secure ? secureRequest : request;
    this.#agent = new (secure ? SecureAgent : Agent)({ keepAlive: true, maxSockets: CONNECTIONS });
  }

  async take(upload: Upload, body: Buffer): Promise<void> {
    if (this.#underWay.size >= CONNECTIONS) await Promise.race(this.#underWay);
    if (this.#failure !== undefined) throw this.#failure;
    const sent: Promise<void> = this.#post(upload, body)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#underWay.delete(sent));
    this.#underWay.add(sent);
  }

  async close(): Promise<SinkOutcome> {
    await Promise.all(this.#underWay);
    this.#agent.destroy();
    if (this.#failure !== undefined) throw this.#failure;
    return { answers: this.#answers };
  }

  async #post(upload: Upload, body: Buffer): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#send(upload, body).catch((error: unknown) => error);
      if (typeof outcome === "number") this.#answers[outcome] = (this.#answers[outcome] ?? 0) + 1;
      if (typeof outcome === "number" && outcome < 500) return;
      if (attempt === ATTEMPTS) {
        const last = typeof outcome === "number" ? `it answered ${outcome}` : String(outcome);
        throw new UnreachableEdgeError(
          `${this.#url.origin} did not take an upload in ${ATTEMPTS} tries: ${last}`,
        );
      }
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  /** @returns the status of the answer */
  #send({ uri, headers, packing }: Upload, body: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = this.#request(
        this.#url,
        {
          agent: this.#agent,
          method: "POST",
          path: `${uri}?v=4`,
          timeout: TIMEOUT_MS,
          headers: {
            ...headers,
            "Content-Length": body.length,
            ...(packing !== "plain" && { "Content-Encoding": "gzip" }),
          },
        },
        (response) => {
          response.resume().on("end", () => resolve(response.statusCode ?? 0));
          response.on("error", reject);
        },
      );
      sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
      sent.on("error", reject).end(body);
    });
  }
}
