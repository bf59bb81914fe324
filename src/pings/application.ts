import * as z from "zod/mini";
import { buildId, firefoxVersion, text } from "./formats.ts";

/** The `application` section of main and event pings; closed: Mozilla's schema refuses unknown keys. */
export const application = z.strictObject({
  architecture: text,
  buildId,
  channel: text,
  displayVersion: z.optional(firefoxVersion),
  name: text,
  platformVersion: firefoxVersion,
  vendor: text,
  version: firefoxVersion,
  xpcomAbi: text,
});

export type Application = z.infer<typeof application>;
