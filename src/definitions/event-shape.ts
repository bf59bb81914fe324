import { z } from "zod";
import { describeGot } from "./definition-problem.ts";
import { expectedString, identifier, MAX_EXTRA_KEYS } from "./event-identifiers.ts";

/** KNOWN_PROCESS_FLAGS of Firefox's shared_telemetry_utils.py; `all_childs` is the spelling before bug 1363725. */
const PROCESSES = ["main", "content", "gpu", "rdd", "socket", "utility", "all_children", "all_childs", "all"];
/** SUPPORTED_PRODUCTS there; the last two were dropped with Firefox 79 but stand in older files. */
const PRODUCTS = ["firefox", "fennec", "thunderbird", "geckoview", "geckoview_streaming"];
/** SUPPORTED_OPERATING_SYSTEMS there. */
const OPERATING_SYSTEMS = ["mac", "linux", "windows", "android", "unix", "all"];
const CHANNEL_CHOICES = ["opt-in", "opt-out"] as const;

/** `60`, `60.0` and `60.0a1` all mean the first Nightly of 60: add_expiration_postfix there. */
const EXPIRY_PATTERN = /^(?:never|([1-9]\d{0,2})(?:\.0(?:a1)?)?)$/;

const text = z
  .string({ error: ({ input }) => expectedString(input) })
  .trim()
  .min(1, { error: 'must not be empty, got ""' });

const expiry = z
  .string({ error: ({ input }) => expectedString(input) })
  .regex(EXPIRY_PATTERN, {
    error: ({ input }) =>
      `must be "never" or a major version of at most 3 digits, as in "160", ${describeGot(input)}`,
  })
  .transform((version) => EXPIRY_PATTERN.exec(version)?.[1] ?? "never");

const bugNumber = z
  .number({ error: ({ input }) => `must be a bug number, ${describeGot(input)}` })
  .refine((bug) => Number.isSafeInteger(bug) && bug > 0, {
    error: ({ input }) => `must be a positive whole bug number, ${describeGot(input)}`,
  });

const email = z
  .string({ error: ({ input }) => expectedString(input) })
  .check(z.email({ error: ({ input }) => `must be an e-mail address, ${describeGot(input)}` }));

const extraKeys = z
  .map(z.string(), text, {
    error: ({ input }) => `must map each extra key to its description, ${describeGot(input)}`,
  })
  .refine((keys) => keys.size > 0, { error: "must have at least 1 entry, or be left out" })
  .refine((keys) => keys.size <= MAX_EXTRA_KEYS, {
    error: ({ input }) => `must have at most ${MAX_EXTRA_KEYS} keys, got ${(input as { size: number }).size}`,
  });

function choice<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, {
    error: ({ input }) => `must be one of ${values.join(", ")}, ${describeGot(input)}`,
  });
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item, { error: ({ input }) => `must be a list, ${describeGot(input)}` })
    .min(1, { error: "must have at least 1 entry, got an empty list" });
}

/** The fields of one event, named as in Firefox's Events.yaml (docs/collection/events.rst, parse_events.py). */
export const eventShape = z.object({
  objects: listOf(identifier("object")),
  methods: listOf(identifier("method")).optional(),
  description: text,
  bug_numbers: listOf(bugNumber),
  notification_emails: listOf(email),
  record_in_processes: listOf(choice(PROCESSES)),
  products: listOf(choice(PRODUCTS)),
  expiry_version: expiry.optional(),
  // Scalars.yaml and Glean call the same thing `expires`, so files written by hand have it as well.
  expires: expiry.optional(),
  release_channel_collection: choice(CHANNEL_CHOICES).default("opt-in"),
  operating_systems: listOf(choice(OPERATING_SYSTEMS)).default(["all"]),
  extra_keys: extraKeys.optional(),
});

export const EVENT_FIELDS: readonly string[] = Object.keys(eventShape.shape);
