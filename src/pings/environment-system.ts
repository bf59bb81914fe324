import * as z from "zod/mini";
import {
  amount,
  flag,
  integer,
  nullableAmount,
  nullableFlag,
  nullableInteger,
  nullableText,
  text,
} from "./formats.ts";

const drive = z.partial(
  z.looseObject({ model: nullableText, revision: nullableText, type: z.nullable(z.enum(["SSD", "HDD"])) }),
);

const featureStatus = z.partial(z.looseObject({ status: nullableText }));

const products = z.nullable(z.array(text));

/** `environment.system`, the parts a dataset reads; Windows-only fields are absent elsewhere. */
export const system = z.partial(
  z.looseObject({
    appleModelId: nullableText,
    cpu: z.partial(
      z.looseObject({
        cores: z.nullable(integer.check(z.minimum(1), z.maximum(2048))),
        count: integer.check(z.minimum(1), z.maximum(1024)),
        family: nullableInteger,
        l2cacheKB: nullableAmount,
        l3cacheKB: nullableAmount,
        model: nullableInteger,
        name: nullableText,
        speedMHz: nullableAmount,
        stepping: nullableInteger,
        vendor: nullableText,
      }),
    ),
    gfx: z.partial(
      z.looseObject({
        Headless: nullableFlag,
        features: z.partial(
          z.looseObject({
            advancedLayers: featureStatus,
            compositor: nullableText,
            d2d: featureStatus,
            d3d11: featureStatus,
            gpuProcess: featureStatus,
            webrender: featureStatus,
            wrQualified: featureStatus,
          }),
        ),
      }),
    ),
    hdd: z.partial(z.looseObject({ binary: drive, profile: drive, system: drive })),
    isWow64: flag,
    memoryMB: amount,
    os: z.partial(
      z.looseObject({
        installYear: nullableAmount,
        kernelVersion: text,
        locale: text,
        name: text,
        servicePackMajor: amount,
        servicePackMinor: amount,
        version: text,
        windowsBuildNumber: amount,
        windowsUBR: nullableAmount,
      }),
    ),
    sec: z.partial(z.looseObject({ antispyware: products, antivirus: products, firewall: products })),
  }),
);
