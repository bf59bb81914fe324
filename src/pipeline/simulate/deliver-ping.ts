import { DAY, HOUR, MINUTE } from "./people.ts";
import type { Random, Weighted } from "./random.ts";
import type { SendingClient, SimulatedPing } from "./simulated-ping.ts";
import type { SimulationSettings } from "./simulation-options.ts";
import { spoilUpload } from "./spoil-ping.ts";
import type { Upload } from "./upload.ts";

const SECOND = 1000;
const AUTOMATION = 0.002;
const LATEST_DAYS = 12;

/** How long the product takes to send a ping: at once, or when it runs again. */
const PRODUCT_DELAYS: Weighted<number> = [
  [20 * SECOND, 70],
  [2 * HOUR, 22],
  [14 * HOUR, 8],
];

/** How many times a ping is sent that is sent more than once: one in a hundred of them very often. */
const COPIES: Weighted<number> = [
  [2, 90],
  [3, 9],
  [40, 1],
];

/** What follows a client's own address: the two hops that Mozilla's decoder trusts and drops. */
const HOPS = "35.190.0.1, 10.138.0.7";

/** The requests that bring a ping to an edge: mostly one; now and then late, spoiled, or more than once. */
export function* deliverPing(
  random: Random,
  sender: SendingClient,
  ping: SimulatedPing,
  settings: SimulationSettings,
): Generator<Upload> {
  const isLate = random.chance(settings.late);
  const submittedAt = ping.madeAt + drawDelay(random, ping, isLate);
  const plain = addressUpload(random, sender, ping, submittedAt);
  const late: Upload = isLate ? { ...plain, oddities: ["late"] } : plain;
  const first = random.chance(settings.malformed) ? spoilUpload(random, late) : late;
  yield first;
  if (!random.chance(settings.duplicates)) return;
  let at = submittedAt;
  for (let copies = random.weighted(COPIES); copies > 1; copies -= 1) {
    at += random.longTailed(10 * MINUTE, 2.5);
    yield { ...first, submittedAt: at, oddities: [...first.oddities, "duplicate"] };
  }
}

function drawDelay(random: Random, { sender }: SimulatedPing, isLate: boolean): number {
  if (isLate) return random.int(1, LATEST_DAYS) * DAY + random.fraction() * DAY;
  if (sender === "pingsender") return random.longTailed(3 * SECOND, 0.7);
  return random.longTailed(random.weighted(PRODUCT_DELAYS), 0.8);
}

function addressUpload(
  random: Random,
  { appName, appVersion, channel, buildId, userAgent, address, skew }: SendingClient,
  { documentType, documentId, document, events, sender }: SimulatedPing,
  submittedAt: number,
): Upload {
  const bySender = sender === "pingsender";
  return {
    submittedAt,
    uri: ["", "submit", "telemetry", documentId, documentType, appName, appVersion, channel, buildId].join(
      "/",
    ),
    address,
    headers: {
      "Content-Type": "application/json; charset=UTF-8",
      Date: new Date(submittedAt + skew).toUTCString(),
      "User-Agent": bySender ? "pingsender/1.0" : userAgent,
      "X-Forwarded-For": `${address}, ${HOPS}`,
      ...(bySender && { "X-PingSender-Version": "1.0" }),
      ...(random.chance(AUTOMATION) && { "X-Source-Tags": "automation" }),
    },
    text: JSON.stringify(document),
    packing: "gzip",
    documentType,
    events,
    oddities: [],
  };
}
