/** The page library as a plain script: sets `Mozilla.ContentTelemetry`, as the library of Firefox 59 to 70 did. */
import { type ContentTelemetry, createContentTelemetry } from "./page-library.ts";

const page = globalThis as { Mozilla?: { ContentTelemetry?: Partial<ContentTelemetry> } };
page.Mozilla ??= {};
// Run again, it replaces the methods of the object that the page may already hold.
page.Mozilla.ContentTelemetry = Object.assign(
  page.Mozilla.ContentTelemetry ?? {},
  createContentTelemetry(document),
);
