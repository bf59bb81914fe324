import {
  CLIENT_PROTOCOL,
  type ClientRequest,
  type ClientResponse,
  clientRequest,
} from "../protocol/client-protocol.ts";
import { describeFault } from "../protocol/describe-fault.ts";
import { AdmissionOrder } from "./admission-order.ts";

/** Who sent a message, as Firefox says it: the part of runtime.MessageSender that is checked. */
export interface ExternalSender {
  readonly id?: string | undefined;
  readonly tab?: unknown;
}

export interface ClientRefusal {
  readonly code: "no-sender" | "own-sender" | "tab-sender" | "not-allowed" | "malformed";
  readonly message: string;
  /** The add-on id the message came from, or `unknown`. */
  readonly source: string;
}

export interface ClientServiceDeps {
  /** This add-on's own id: its own pages call the experiment, never this. */
  readonly ownId: string;
  /** Whether the pref `extensions.event-telemetry.clients` lists this add-on id. */
  isAllowed(addonId: string): Promise<boolean>;
  /** Carries the call out with this add-on id as its source; rejects with the error to hand back. */
  perform(request: ClientRequest, source: string): Promise<unknown>;
  /** Told of each refusal, for the debug panel. */
  refused(refusal: ClientRefusal): void;
}

/**
 * Serves the messages of other extensions' clients: `runtime.onMessageExternal` of the background. A refused message
 * is answered with an error named `TelemetryRefused`, told to `refused`, and reaches nothing else. Calls are
 * carried out in the order they came.
 */
export class ClientService {
  private readonly deps: ClientServiceDeps;
  private readonly order = new AdmissionOrder();

  constructor(deps: ClientServiceDeps) {
    this.deps = deps;
  }

  handle(message: unknown, sender: ExternalSender): Promise<ClientResponse> {
    return this.order.admit(
      () => this.admit(message, sender),
      async (admitted) => {
        if ("code" in admitted) {
          this.deps.refused(admitted);
          return failure("TelemetryRefused", `${admitted.message} (${admitted.code})`);
        }
        return this.perform(admitted.request, admitted.source);
      },
    );
  }

  private async admit(
    message: unknown,
    sender: ExternalSender,
  ): Promise<ClientRefusal | { request: ClientRequest; source: string }> {
    const source = sender.id ?? "unknown";
    const refuse = (code: ClientRefusal["code"], text: string): ClientRefusal => ({
      code,
      message: text,
      source,
    });
    if (sender.id === undefined) return refuse("no-sender", "The message does not say who sent it");
    if (sender.id === this.deps.ownId) {
      return refuse("own-sender", "This add-on's own pages use browser.telemetry, not messages");
    }
    if ((sender.tab ?? null) !== null) {
      return refuse("tab-sender", "Calls are taken from an extension's background, not from a tab");
    }
    if (!(await this.deps.isAllowed(sender.id))) {
      return refuse("not-allowed", `${sender.id} is not listed in extensions.event-telemetry.clients`);
    }
    const parsed = clientRequest.safeParse(message);
    if (parsed.success) return { request: parsed.data, source };
    return refuse(
      "malformed",
      `Not a call of protocol ${CLIENT_PROTOCOL}: ${describeFault(parsed.error, message)}`,
    );
  }

  private async perform(request: ClientRequest, source: string): Promise<ClientResponse> {
    try {
      return { ok: true, result: await this.deps.perform(request, source) };
    } catch (error) {
      return error instanceof Error ? failure(error.name, error.message) : failure("Error", String(error));
    }
  }
}

function failure(name: string, message: string): ClientResponse {
  return { ok: false, error: { name, message } };
}
