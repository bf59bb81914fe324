import type { SuiteApi } from "./suite-api.ts";

/** Registers `count`, `string`, `boolean`, `expired`, `prerelease`, and the keyed `keys` and `flags`. */
export async function registerScalarKinds(api: SuiteApi, category: string): Promise<void> {
  await api.registerScalars(category, {
    count: { kind: 0, record_on_release: true },
    string: { kind: 1 },
    boolean: { kind: 2 },
    expired: { kind: 0, expired: true },
    prerelease: { kind: 0 },
    keys: { kind: 0, keyed: true },
    flags: { kind: 2, keyed: true },
  });
}
