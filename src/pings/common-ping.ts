import * as z from "zod/mini";
import { application } from "./application.ts";
import { environment } from "./environment.ts";
import { instant, uuid } from "./formats.ts";

/** What every ping in Firefox's common ping format carries (version 4). */
export const commonPing = z.looseObject({
  application,
  creationDate: instant,
  environment: z.optional(environment),
  id: uuid,
  profileGroupId: z.optional(uuid),
  version: z.literal(4),
});
