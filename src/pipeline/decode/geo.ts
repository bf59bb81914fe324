import maxmind, { type CityResponse, type Reader } from "maxmind";

/** Where an address is, as far as the database knows. */
export interface GeoLocation {
  readonly country: string | null;
  /** Only of places on the allow-list: a small place would single a person out. */
  readonly city: string | null;
  readonly subdivision1: string | null;
  readonly subdivision2: string | null;
  readonly dbVersion: string | null;
}

/** Looks up an IP address; never throws, an unknown or broken address is nowhere. */
export interface GeoLookup {
  locate(address: string | null): GeoLocation;
}

export const NOWHERE: GeoLocation = {
  country: null,
  city: null,
  subdivision1: null,
  subdivision2: null,
  dbVersion: null,
};

/** Used without a database: everything is nowhere, and datasets say `??`. */
export const noGeo: GeoLookup = { locate: () => NOWHERE };

class MaxmindLookup implements GeoLookup {
  readonly #reader: Reader<CityResponse>;
  readonly #allowedCities: ReadonlySet<number>;

  constructor(reader: Reader<CityResponse>, allowedCities: ReadonlySet<number>) {
    this.#reader = reader;
    this.#allowedCities = allowedCities;
  }

  locate(address: string | null): GeoLocation {
    if (address === null || !maxmind.validate(address)) return NOWHERE;
    const found = this.#reader.get(address);
    if (found === null) return NOWHERE;
    const { city, country, subdivisions } = found;
    const allowed = city !== undefined && this.#allowedCities.has(city.geoname_id);
    return {
      country: country?.iso_code ?? null,
      city: allowed ? (city.names.en ?? null) : null,
      subdivision1: subdivisions?.[0]?.iso_code ?? null,
      subdivision2: subdivisions?.[1]?.iso_code ?? null,
      dbVersion: this.#reader.metadata.buildEpoch.toISOString(),
    };
  }
}

/**
 * Opens a MaxMind-format database (`.mmdb`, country or city). A city is told only when its GeoNames id is in
 * `allowedCities`: upstream allows places of more than 15,000 people, by a list the operator supplies.
 */
export async function openGeo(
  path: string,
  allowedCities: ReadonlySet<number> = new Set(),
): Promise<GeoLookup> {
  return new MaxmindLookup(await maxmind.open<CityResponse>(path), allowedCities);
}
