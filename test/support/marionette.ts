import { connect, type Socket } from "node:net";
import { z } from "zod";

const hello = z.object({ applicationType: z.string(), marionetteProtocol: z.literal(3) });
const remoteError = z.object({ error: z.string(), message: z.string(), stacktrace: z.string().optional() });
const reply = z.tuple([z.literal(1), z.number(), remoteError.nullable(), z.unknown()]);

/** An error Firefox answered a command with; `stack` ends with the remote stack. */
export class MarionetteError extends Error {
  override readonly name = "MarionetteError";
  /** WebDriver's error code: `no such window`, `javascript error`, … */
  readonly code: string;

  constructor(command: string, { error, message, stacktrace }: z.infer<typeof remoteError>) {
    super(`${command}: ${error}: ${message}`);
    this.code = error;
    this.stack = `${this.stack}\n  in Firefox:\n${stacktrace ?? ""}`;
  }
}

interface Waiting {
  readonly command: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Firefox's remote protocol 3 over TCP: each packet is `<bytes>:<JSON>`, a command `[0, id, name, parameters]`, its
 * answer `[1, id, error, result]`. Source: docs/marionette/Protocol.md of Firefox.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #received: Buffer = Buffer.alloc(0);
  #lastId = 0;
  #onHello: ((packet: unknown) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("Firefox closed the Marionette connection")));
  }

  /** Connects to a Firefox on this machine and waits for its greeting. */
  static connect(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject);
      const marionette = new Marionette(socket);
      marionette.#onHello = (packet) => {
        socket.off("error", reject);
        const greeting = hello.safeParse(packet);
        if (greeting.success) {
          resolve(marionette);
        } else {
          reject(new Error(`not a Marionette 3 greeting: ${JSON.stringify(packet)}`));
        }
      };
    });
  }

  /** Sends one command; its parameters and its result are as in Firefox's `driver.sys.mjs`. */
  send(command: string, parameters: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error(`${command}: Firefox has closed the Marionette connection`));
        return;
      }
      const id = ++this.#lastId;
      this.#waiting.set(id, { command, resolve, reject });
      const body = Buffer.from(JSON.stringify([0, id, command, parameters]));
      this.#socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      const length = Number(this.#received.toString("latin1", 0, Math.max(colon, 0)));
      if (colon < 0 || this.#received.length < colon + 1 + length) {
        return;
      }
      const packet: unknown = JSON.parse(this.#received.toString("utf8", colon + 1, colon + 1 + length));
      this.#received = this.#received.subarray(colon + 1 + length);
      this.#dispatch(packet);
    }
  }

  #dispatch(packet: unknown): void {
    if (this.#onHello) {
      this.#onHello(packet);
      this.#onHello = undefined;
      return;
    }
    const [, id, error, result] = reply.parse(packet);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      waiting?.reject(new MarionetteError(waiting.command, error));
    } else {
      waiting?.resolve(result);
    }
  }

  #fail(error: Error): void {
    for (const { command, reject } of this.#waiting.values()) {
      reject(new Error(`${command}: ${error.message}`, { cause: error }));
    }
    this.#waiting.clear();
  }
}
