/** A two-letter country code in upper case, or `Other`. Whether the code is assigned is not checked. */
export function normalizeCountry(code: string): string {
  return /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : "Other";
}
