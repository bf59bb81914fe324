import * as z from "zod/mini";
import { count, flag, flagOrInteger, integer, nullableInteger, nullableText, text } from "./formats.ts";

const installed = {
  appDisabled: flag,
  blocklisted: flag,
  description: nullableText,
  foreignInstall: flagOrInteger,
  hasBinaryComponents: flag,
  installDay: z.nullable(count),
  name: text,
  signedState: integer,
  updateDay: z.nullable(count),
};

const addon = z.partial(
  z.looseObject({
    ...installed,
    isSystem: flag,
    isWebExtension: flag,
    multiprocessCompatible: flag,
    scope: nullableInteger,
    type: text,
    userDisabled: flagOrInteger,
    version: z.union([text, z.number()]),
  }),
);

const theme = z.partial(
  z.looseObject({ ...installed, id: text, scope: integer, userDisabled: flag, version: text }),
);

/** `environment.addons`: add-ons by id, the theme, and the pre-2017 single experiment. */
export const addons = z.partial(
  z.looseObject({
    activeAddons: z.record(text, addon),
    activeExperiment: z.partial(z.looseObject({ branch: text, id: text })),
    theme,
  }),
);
