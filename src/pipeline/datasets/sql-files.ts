import { readFile } from "node:fs/promises";

/** The dataset files lie beside this module, and beside the command when it is bundled. */
const FOLDER = new URL("./sql/", import.meta.url);

/** The text of a dataset file, `events-main` for `sql/events-main.sql`. */
export async function readSqlFile(name: string): Promise<string> {
  return readFile(new URL(`${name}.sql`, FOLDER), "utf8");
}
