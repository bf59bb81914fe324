import { z } from "zod";

const rate = z.number().min(0).max(1);

/** Telemetry's own calendar: no client is older than its first events (Firefox 52). */
const firstDay = z
  .string()
  .regex(/^\d{8}$/, "a day is written YYYYMMDD")
  .transform((text, context) => {
    const day = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6)));
    if (new Date(day).toISOString().slice(0, 10).replaceAll("-", "") === text) return day;
    context.addIssue({ code: "custom", message: `there is no day ${text}` });
    return z.NEVER;
  });

/** What is simulated. The same options give the same pings, byte for byte. */
export const simulationOptions = z.strictObject({
  clients: z.int().min(1).max(100_000_000),
  /** Each is an open landing file, with the days that late pings take. */
  days: z.int().min(1).max(400),
  seed: z.string().default("1"),
  /** `YYYYMMDD` (UTC); parsed to ms. */
  firstDay: firstDay.default(Date.UTC(2026, 10, 1)),
  /** Share of the clients that send mobile-event pings, and focus-event pings. */
  mobile: rate.default(0.15),
  focus: rate.default(0.1),
  /** Median of events in an hour of use. */
  eventsPerHour: z.number().min(0).max(100_000).default(20),
  /** Clients with very many events, and how many they have a day. */
  heavyClients: z.int().min(0).optional(),
  heavyEvents: z.int().min(0).max(10_000_000).default(100_000),
  /** Share of the uploads that come more than once, days late, or spoiled. */
  duplicates: rate.default(0.01),
  late: rate.default(0.04),
  malformed: rate.default(0.002),
  /** Share of the clients with a wrong clock. */
  skewed: rate.default(0.03),
  /** Histograms in a main ping: 40 make a gzipped body of about 5 KiB, 300 one of 30 KiB. */
  histograms: z.int().min(0).max(2000).default(40),
});

export type SimulationOptions = z.input<typeof simulationOptions>;
export type SimulationSettings = z.output<typeof simulationOptions> & { readonly heavyClients: number };

const CLIENTS_PER_HEAVY_ONE = 1000;

/** Fills in what was left out. @throws ZodError naming the option */
export function resolveOptions(options: SimulationOptions): SimulationSettings {
  const settings = simulationOptions.parse(options);
  return {
    ...settings,
    heavyClients: settings.heavyClients ?? Math.floor(settings.clients / CLIENTS_PER_HEAVY_ONE),
  };
}
