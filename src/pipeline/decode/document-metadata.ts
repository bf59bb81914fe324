import type { LandingRecord } from "../landing/landing-record.ts";
import type { ClientId } from "./client-id.ts";
import { findClientAddress } from "./forwarded-for.ts";
import type { GeoLookup } from "./geo.ts";
import { normalizeAppName } from "./normalize-app-name.ts";
import { normalizeChannel } from "./normalize-channel.ts";
import { normalizeCountry } from "./normalize-country.ts";
import { normalizeOs, normalizeOsVersion } from "./normalize-os.ts";
import { type JsonObject, objectAt } from "./parse-json.ts";
import type { ParsedUri } from "./parse-uri.ts";
import { computeSampleId } from "./sample-id.ts";
import { measureClockSkew, type SubmissionTime } from "./submission-time.ts";
import { parseUserAgent } from "./user-agent.ts";

/** Which submission a row came from: the columns that every table has. */
export interface Submission {
  readonly rowKey: number;
  readonly time: SubmissionTime;
  /** Null until the URI was read, and for good when it could not be. */
  readonly uri: ParsedUri | null;
  readonly documentVersion: string | null;
}

export function describeSubmission({ rowKey, time, uri, documentVersion }: Submission): JsonObject {
  return {
    row_key: rowKey,
    submission_timestamp: time.timestamp,
    submission_micros: time.micros,
    submission_date: time.date,
    document_namespace: uri?.namespace,
    document_type: uri?.documentType,
    document_version: documentVersion ?? undefined,
    document_id: uri?.documentId,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

interface Platform {
  readonly channel: string | undefined;
  readonly os: string | undefined;
  readonly osVersion: string | undefined;
}

/** Channel and operating system where each family of pings has them: Glean, Firefox's common ping, mobile. */
function findPlatform(document: JsonObject, uri: ParsedUri): Platform {
  const channel = uri.application?.appUpdateChannel;
  const client = objectAt(document, "client_info");
  if (client !== undefined) {
    return {
      channel: textOf(client.app_channel) ?? channel,
      os: textOf(client.os),
      osVersion: textOf(client.os_version),
    };
  }
  const os = objectAt(objectAt(objectAt(document, "environment"), "system"), "os");
  if (os !== undefined) return { channel, os: textOf(os.name), osVersion: textOf(os.version) };
  return {
    channel: textOf(document.release_channel) ?? channel,
    os: textOf(document.os),
    osVersion: textOf(document.osversion),
  };
}

export interface MetadataSource {
  readonly message: LandingRecord;
  readonly uri: ParsedUri;
  readonly submission: Submission;
  readonly document: JsonObject;
  readonly client: ClientId | null;
  readonly wasGzip: boolean;
  readonly geo: GeoLookup;
}

/**
 * The metadata of a kept document, under the names of `metadataColumns`. Addresses and the raw User-Agent end here: only
 * what was derived from them goes on.
 */
export function describeDocument(source: MetadataSource): JsonObject {
  const { message, uri, submission, document, client, wasGzip, geo } = source;
  const application = uri.application ?? undefined;
  const platform = findPlatform(document, uri);
  const location = geo.locate(findClientAddress(message.x_forwarded_for, message.remote_addr));
  // Written out, not spread from describeSubmission: V8 builds a literal of this size ten times faster.
  return {
    row_key: submission.rowKey,
    submission_timestamp: submission.time.timestamp,
    submission_micros: submission.time.micros,
    submission_date: submission.time.date,
    document_namespace: uri.namespace,
    document_type: uri.documentType,
    document_version: submission.documentVersion ?? undefined,
    document_id: uri.documentId,
    client_id: client?.clientId,
    sample_id: client === null ? undefined : computeSampleId(client.clientId),
    normalized_app_name: application && normalizeAppName(application.appName),
    normalized_channel: platform.channel === undefined ? undefined : normalizeChannel(platform.channel),
    normalized_country_code: location.country === null ? undefined : normalizeCountry(location.country),
    normalized_os: platform.os === undefined ? undefined : normalizeOs(platform.os),
    normalized_os_version:
      platform.osVersion === undefined ? undefined : normalizeOsVersion(platform.osVersion),
    client_compression: wasGzip ? "gzip" : undefined,
    clock_skew: measureClockSkew(submission.time, message.date) ?? undefined,
    geo: {
      country: location.country,
      city: location.city,
      subdivision1: location.subdivision1,
      subdivision2: location.subdivision2,
      db_version: location.dbVersion,
    },
    user_agent: parseUserAgent(message.user_agent),
    header: {
      date: message.date,
      dnt: message.dnt,
      x_debug_id: message.x_debug_id,
      x_foxsec_ip_reputation: message.x_foxsec_ip_reputation,
      x_lb_tags: message.x_lb_tags,
      x_pingsender_version: message.x_pingsender_version,
      x_source_tags: message.x_source_tags,
      x_telemetry_agent: message.x_telemetry_agent,
    },
    uri: application && {
      app_name: application.appName,
      app_version: application.appVersion,
      app_update_channel: application.appUpdateChannel,
      app_build_id: application.appBuildId,
    },
  };
}
