import { HOUR, MINUTE } from "./people.ts";

/** `2018-06-08T00:00:00.0+06:00`: a client's own hour, the way Firefox writes session dates. */
export function formatLocalHour(at: number, timezone: number): string {
  const hour = Math.floor((at + timezone * MINUTE) / HOUR) * HOUR;
  const sign = timezone < 0 ? "-" : "+";
  const minutes = Math.abs(timezone);
  const offset = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return `${new Date(hour).toISOString().slice(0, 19)}.0${sign}${offset}`;
}
