import * as z from "zod/mini";
import { addons } from "./environment-addons.ts";
import { settings } from "./environment-settings.ts";
import { system } from "./environment-system.ts";
import { amount, buildId, firefoxVersion, flag, nullableText, text } from "./formats.ts";

const build = z.looseObject({
  applicationId: text,
  applicationName: text,
  architecture: text,
  buildId,
  displayVersion: z.optional(firefoxVersion),
  hotfixVersion: z.optional(nullableText),
  platformVersion: firefoxVersion,
  updaterAvailable: z.optional(flag),
  vendor: nullableText,
  version: firefoxVersion,
  xpcomAbi: text,
});

const partner = z.partial(
  z.looseObject({
    distributionId: nullableText,
    distributionVersion: nullableText,
    distributor: nullableText,
    distributorChannel: nullableText,
    partnerId: nullableText,
    partnerNames: z.array(text),
  }),
);

const experiment = z.partial(z.looseObject({ branch: text, enrollmentId: text, type: text }));

/**
 * The environment of main and event pings. Typed where a dataset reads it and open everywhere: Firefox adds fields with
 * every release, and an unknown one must not cost the ping.
 */
export const environment = z.looseObject({
  addons: z.optional(addons),
  build,
  experiments: z.optional(z.record(text, experiment)),
  partner,
  profile: z.optional(
    z.partial(z.looseObject({ creationDate: amount, firstUseDate: amount, resetDate: amount })),
  ),
  services: z.optional(z.partial(z.looseObject({ accountEnabled: flag, syncEnabled: flag }))),
  settings,
  system,
});

export type Environment = z.infer<typeof environment>;
