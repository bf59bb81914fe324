import { InvalidArgumentError } from "commander";

/** A submission date, for commander: `20261124`, a day that exists. */
export function parseSubmissionDate(text: string): string {
  const iso = /^(\d{4})(\d{2})(\d{2})$/.exec(text)?.slice(1).join("-");
  const day = new Date(`${iso}T00:00:00Z`);
  if (iso === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(iso)) {
    throw new InvalidArgumentError("expected a day as YYYYMMDD, such as 20261124");
  }
  return text;
}
