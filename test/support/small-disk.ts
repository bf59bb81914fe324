import { execFileSync } from "node:child_process";
import { onTestFinished } from "vitest";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** A file system of a few MiB of its own, where the machine lets us mount one (Linux, root). */
export async function mountSmallDisk(mebibytes: number): Promise<string | undefined> {
  const folder = await makeTemporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", folder]);
  });
  return folder;
}
