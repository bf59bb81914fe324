import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type MainPing, mainPing } from "./demo-ping.ts";

export interface LandedPing {
  readonly ping: MainPing;
  /** The landing file it is in. */
  readonly path: string;
  /** Bytes of the ping as JSON. */
  readonly bytes: number;
}
export async function findLandedPing(landing: string, id: string): Promise<LandedPing | null> {
  for (const name of await readdir(landing, { recursive: true })) {
    const path = join(landing, name);
    const text = await readFile(path, "utf8").catch(() => "");
    for (const line of text.split("\n").filter((one) => one.includes(id))) {
      const ping = mainPing.safeParse(JSON.parse(line));
      if (ping.success) return { ping: ping.data, path, bytes: line.length };
    }
  }
  return null;
}
