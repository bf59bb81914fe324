import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DAILY_DATASETS, LONGITUDINAL } from "../../src/pipeline/datasets/dataset.ts";
import { DuckdbSession } from "../../src/pipeline/datasets/duckdb-session.ts";
import { runDatasets } from "../../src/pipeline/datasets/run-datasets.ts";
import { readDocumentedDatasets } from "../support/documented-columns.ts";
import { toHiveType } from "../support/hive-type.ts";
import { landedRecord } from "../support/landed-record.ts";
import { landRecords } from "../support/landing-folder.ts";
import {
  eventPingSample,
  focusEventPingSample,
  mainPingSample,
  mobileEventPingSample,
} from "../support/ping-samples.ts";
import { useSuiteFolder } from "../support/temporary-folder.ts";

const folder = useSuiteFolder();
const out = () => join(folder(), "out");

/** The columns of the specification, in its own groups; S string, L long, I int, B boolean. */
const MAIN_SUMMARY = `
S document_id client_id channel normalized_channel normalized_os_version country city geo_subdivision1 geo_subdivision2
S app_build_id app_display_version app_name app_version vendor env_build_id env_build_version env_build_arch locale
L timestamp client_clock_skew client_submission_latency
S submission_date creation_date client_submission_date
I timezone_offset
S session_id subsession_id previous_session_id previous_subsession_id previous_build_id session_start_date
S subsession_start_date reason
L session_length subsession_length
I subsession_counter profile_subsession_counter
S os os_version
L os_service_pack_major os_service_pack_minor windows_build_number windows_ubr install_year
B is_wow64
I memory_mb cpu_count cpu_cores cpu_family cpu_model cpu_stepping cpu_l2_cache_kb cpu_l3_cache_kb cpu_speed_mhz
S cpu_vendor gfx_features_d3d11_status gfx_features_d2d_status gfx_features_gpu_process_status
S gfx_features_advanced_layers_status gfx_features_wrqualified_status gfx_features_webrender_status gfx_compositor
S hdd_profile_type hdd_binary_type hdd_system_type apple_model_id
array<string> antivirus antispyware firewall disabled_addons_ids
B e10s_enabled update_enabled update_auto_download blocklist_enabled addon_compatibility_check_enabled
B telemetry_enabled is_default_browser fxa_configured sync_configured
S update_channel default_search_engine default_search_engine_data_name default_search_engine_data_load_path
S default_search_engine_data_origin default_search_engine_data_submission_url distribution_id search_cohort
struct<source:string,medium:string,campaign:string,content:string> attribution
L profile_creation_date profile_reset_date active_addons_count
B user_pref_browser_launcherprocess_enabled
I user_pref_dom_ipc_processcount
S user_pref_browser_search_region
I sync_count_desktop sync_count_mobile
array<struct<timestamp:long,category:string,method:string,object:string,string_value:string,map_values:map<string,string>>> events
map<string,string> experiments
map<string,map<string,string>> experiments_details
array<struct<engine:string,source:string,count:long>> search_counts
I active_ticks first_paint session_restored total_time places_bookmarks_count places_pages_count
I aborts_content aborts_plugin aborts_gmplugin crashes_detected_content crashes_detected_plugin
`;

const EVENTS = `
S document_id client_id normalized_channel country locale app_name app_version os os_version session_id subsession_id
L session_start_time timestamp event_timestamp
S sample_id event_category event_method event_object event_string_value event_process
map<string,string> experiments event_map_values
`;

const MOBILE_EVENTS =
  "array<struct<timestamp:long,category:string,method:string,object:string,value:string,extra:map<string,string>>>";
const FOCUS_METADATA =
  "documentId:string,Timestamp:long,Date:string,geoCountry:string,geoCity:string,appBuildId:string,appName:string,appVersion:string";
const MOBILE = `
L v seq created processStartTimestamp tz
S clientId locale osversion device arch
map<string,string> settings experiments
${MOBILE_EVENTS} events
`;

/** What the specification says each dataset's Parquet files hold, and the partitions above them. */
const SPECIFIED: Record<string, { columns: string; partitions: string[]; closed: boolean }> = {
  main_summary: { columns: MAIN_SUMMARY, partitions: ["submission_date_s3", "sample_id"], closed: false },
  events: { columns: EVENTS, partitions: ["submission_date_s3", "doc_type"], closed: true },
  telemetry_mobile_event_parquet: {
    columns: `${MOBILE}\nstruct<${FOCUS_METADATA},sampleId:double,appUpdateChannel:string> metadata`,
    partitions: ["submission_date_s3", "app_name", "os"],
    closed: true,
  },
  telemetry_focus_event_parquet: {
    columns: `${MOBILE}\nS os\nstruct<${FOCUS_METADATA}> metadata`,
    partitions: ["submission_date_s3", "channel"],
    closed: true,
  },
  focus_events_longitudinal: {
    columns: `
S client_id
array<long> v seq created process_start_timestamp tz
array<string> submission_date_s3 channel locale os osversion device arch
array<map<string,string>> settings experiments
array<${MOBILE_EVENTS}> events
array<struct<${FOCUS_METADATA}>> metadata`,
    partitions: [],
    closed: true,
  },
};

const SHORT: Record<string, string> = { S: "string", L: "long", I: "int", B: "boolean" };

function parseColumns(text: string): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const [type = "", ...names] = line.split(" ");
    for (const name of names) columns[name] = SHORT[type] ?? type;
  }
  return columns;
}

interface Written {
  readonly columns: Record<string, string>;
  readonly partitions: string[];
}

/** Columns and types out of a dataset's own Parquet files, and the partition columns out of their folders. */
async function readWritten(session: DuckdbSession, name: string): Promise<Written> {
  const root = join(out(), name);
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith(".parquet"));
  const columns: Record<string, string> = {};
  for (const file of files) {
    const described = await session.describe(
      `SELECT * FROM read_parquet('${join(root, file)}', hive_partitioning = false)`,
    );
    for (const [column, type] of described) columns[column] = toHiveType(type);
  }
  const [first = ""] = files;
  return { columns, partitions: [...first.matchAll(/([^/]+)=/g)].map((match) => match[1] ?? "") };
}

const written: Record<string, Written> = {};

beforeAll(async () => {
  const attributes = { x_debug_id: "qa" };
  await landRecords(join(folder(), "landing"), [
    landedRecord({ ping: mainPingSample(), attributes }),
    landedRecord({ type: "event", ping: eventPingSample() }),
    landedRecord({ type: "mobile-event", app: "Fennec", ping: mobileEventPingSample() }),
    landedRecord({ type: "focus-event", app: "Focus", ping: focusEventPingSample() }),
    landedRecord({ type: "crash", ping: {} }),
    landedRecord({ ping: Buffer.from("{") }),
  ]);
  await runDatasets({ landing: join(folder(), "landing"), out: out() });
  const session = await DuckdbSession.open({ temporaryFolder: folder(), memoryLimit: "500MB", threads: 1 });
  for (const name of [...DAILY_DATASETS.map((dataset) => dataset.name), LONGITUDINAL]) {
    written[name] = await readWritten(session, name);
  }
  session.close();
});

describe("the Parquet files of a dataset", () => {
  it.each(Object.keys(SPECIFIED))("of %s have the specified columns, types and partitions", (name) => {
    const specified = SPECIFIED[name];
    const columns = parseColumns(specified?.columns ?? "");
    if (specified?.closed) expect(written[name]?.columns).toEqual(columns);
    else expect(written[name]?.columns).toMatchObject(columns);
    expect(written[name]?.partitions).toEqual(specified?.partitions);
  });
});

describe("docs/datasets.md", () => {
  let documented: Record<string, Written>;

  beforeAll(async () => {
    documented = Object.fromEntries(
      Object.entries(await readDocumentedDatasets()).map(([name, { columns, partitions }]) => [
        name,
        {
          columns: Object.fromEntries(columns.map((column) => [column.name, column.type])),
          partitions: [...partitions],
        },
      ]),
    );
  });

  it("documents every dataset and no other", () => {
    expect(Object.keys(documented).sort()).toEqual(Object.keys(written).sort());
  });

  it.each([...DAILY_DATASETS.map(({ name }) => name), LONGITUDINAL])(
    "documents every column of %s with its type",
    (name) => {
      expect(documented[name]).toEqual(written[name]);
    },
  );
});
