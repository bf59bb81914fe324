import { IDENTIFIER_CASES } from "./identifiers.ts";
import { RECORDING_CASES } from "./recording.ts";
import { RECORD_CASES } from "./records.ts";
import { REGISTERED_CASES } from "./registered.ts";
import { REGISTRATION_CASES } from "./registration.ts";
import { SCALAR_RECORDING_CASES } from "./scalar-recording.ts";
import { SCALAR_REGISTRATION_CASES } from "./scalar-registration.ts";
import { SCALAR_SNAPSHOT_CASES } from "./scalar-snapshots.ts";
import { STORAGE_CASES } from "./storage.ts";
import type { SuiteCase } from "./suite-api.ts";

/** The behavioural suite: Firefox's rules for events and scalars, for any surface that has a `SuiteApi`. */
export const SUITE: readonly SuiteCase[] = [
  ...IDENTIFIER_CASES,
  ...REGISTRATION_CASES,
  ...REGISTERED_CASES,
  ...RECORDING_CASES,
  ...RECORD_CASES,
  ...STORAGE_CASES,
  ...SCALAR_REGISTRATION_CASES,
  ...SCALAR_RECORDING_CASES,
  ...SCALAR_SNAPSHOT_CASES,
];
