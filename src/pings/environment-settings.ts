import * as z from "zod/mini";
import { flag, integer, nullableFlag, nullableInteger, nullableText, text } from "./formats.ts";

const searchEngine = z.partial(
  z.looseObject({ loadPath: nullableText, name: text, origin: text, submissionURL: text }),
);

const locales = z.array(text);

/** `environment.settings`, the parts a dataset reads. */
export const settings = z.partial(
  z.looseObject({
    addonCompatibilityCheckEnabled: flag,
    attribution: z.partial(
      z.looseObject({
        campaign: text,
        content: text,
        dlsource: text,
        dltoken: text,
        experiment: text,
        medium: text,
        source: text,
        ua: text,
        variation: text,
      }),
    ),
    blocklistEnabled: flag,
    defaultPrivateSearchEngine: text,
    defaultPrivateSearchEngineData: searchEngine,
    defaultSearchEngine: text,
    defaultSearchEngineData: searchEngine,
    e10sEnabled: flag,
    e10sMultiProcesses: integer,
    intl: z.partial(
      z.looseObject({
        acceptLanguages: locales,
        appLocales: locales,
        availableLocales: locales,
        regionalPrefsLocales: z.nullable(locales),
        requestedLocales: locales,
        systemLocales: z.nullable(locales),
      }),
    ),
    isDefaultBrowser: nullableFlag,
    locale: text,
    sandbox: z.partial(z.looseObject({ effectiveContentProcessLevel: nullableInteger })),
    searchCohort: nullableText,
    telemetryEnabled: flag,
    update: z.partial(z.looseObject({ autoDownload: flag, background: flag, channel: text, enabled: flag })),
    userPrefs: z.record(text, z.union([flag, text, z.number(), z.null()])),
  }),
);
