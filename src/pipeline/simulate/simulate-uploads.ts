import { deliverPing } from "./deliver-ping.ts";
import { describeSender, inventDesktopClient } from "./desktop-client.ts";
import { describeMobileSender, inventMobileClient, type MobileClient } from "./mobile-client.ts";
import { Random } from "./random.ts";
import { simulateDesktop } from "./simulate-desktop.ts";
import { simulateMobile } from "./simulate-mobile.ts";
import type { SendingClient, SimulatedPing } from "./simulated-ping.ts";
import type { SimulationSettings } from "./simulation-options.ts";
import type { Upload } from "./upload.ts";

/**
 * Every upload of the client with this number, over all simulated days. Clients are independent of one another: one
 * alone gives the same uploads as among a million.
 */
export function* simulateClient(settings: SimulationSettings, index: number): Generator<Upload> {
  const random = new Random(settings.seed, `client ${index}`);
  const { sender, pings } = inventClient(random, settings, index);
  for (const ping of pings) yield* deliverPing(random, sender, ping, settings);
}

interface InventedClient {
  readonly sender: SendingClient;
  readonly pings: Generator<SimulatedPing>;
}

function inventClient(random: Random, settings: SimulationSettings, index: number): InventedClient {
  const heavy = index < settings.heavyClients;
  const product = heavy ? "desktop" : drawProduct(random, settings);
  if (product === "desktop") {
    const client = inventDesktopClient(random, settings, heavy);
    return { sender: describeSender(client), pings: simulateDesktop(random, client, settings) };
  }
  const client = inventMobileClient(random, product, settings);
  return { sender: describeMobileSender(client), pings: simulateMobile(random, client, settings) };
}

function drawProduct(
  random: Random,
  { mobile, focus }: SimulationSettings,
): "desktop" | MobileClient["documentType"] {
  const drawn = random.fraction();
  if (drawn < mobile) return "mobile-event";
  return drawn < mobile + focus ? "focus-event" : "desktop";
}
