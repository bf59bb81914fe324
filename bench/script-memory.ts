import type { Firefox } from "../test/support/firefox.ts";

export interface ScriptMemory {
  readonly parent: number;
  readonly panel: number;
}

/** MiB that scripts hold in the parent process and in the one of the selected tab, after both have collected all garbage (about:memory's numbers). */
export function scriptMemory(firefox: Firefox): Promise<ScriptMemory> {
  return firefox.chrome<ScriptMemory>(
    `const pid = gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid;
     const manager = Cc["@mozilla.org/memory-reporter-manager;1"].getService(Ci.nsIMemoryReporterManager);
     for (let turn = 0; turn < 3; turn++) {
       Services.obs.notifyObservers(null, "child-mmu-request");
       await new Promise((resolve) => manager.minimizeMemoryUsage(resolve));
       await new Promise((resolve) => setTimeout(resolve, 300));
     }
     let parent = 0;
     let panel = 0;
     await new Promise((resolve) => manager.getReports((process, path, kind, units, amount) => {
       if (!path.startsWith("js-main-runtime/")) return;
       if (process === "") parent += amount;
       else if (process.includes("pid " + pid)) panel += amount;
     }, null, resolve, null, false));
     return { parent: parent / 2 ** 20, panel: panel / 2 ** 20 };`,
  );
}
