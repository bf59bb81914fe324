import { expect } from "vitest";
import type { Ended, ExtensionCase } from "./extension-surface.ts";

const RESOLVED: Ended = { how: "resolved" };

/** A document type that no other case submits. */
function typeOf(category: string): string {
  return `suite-${category.replaceAll(".", "-")}`;
}

export const PING_CASES: readonly ExtensionCase[] = [
  {
    covers: ["12.1/1", "12.3/at-once"],
    rule: "submitPing hands the message to Firefox, which archives it as a ping of this type, without client id and environment",
    async run({ page, archivedPing }, category) {
      const message = { text: "é", nested: { list: [1, "two", null, true] } };
      expect(await page.call("submitPing", typeOf(category), message, {})).toEqual(RESOLVED);
      const ping = await archivedPing(typeOf(category));
      expect(ping.payload).toEqual(message);
      expect(ping).not.toHaveProperty("clientId");
      expect(ping).not.toHaveProperty("environment");
    },
  },
  {
    covers: ["12.1/1"],
    rule: "addClientId and addEnvironment add Firefox's own",
    async run({ page, archivedPing }, category) {
      await page.call("submitPing", typeOf(category), {}, { addClientId: true, addEnvironment: true });
      const ping = await archivedPing(typeOf(category));
      expect(ping.clientId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(ping.environment).toHaveProperty("build.version");
    },
  },
  {
    covers: ["12.1/1", "12.1/null-optionals"],
    rule: "overrideEnvironment travels in place of the environment; options that are null are left out",
    async run({ page, archivedPing }, category) {
      const options = { addClientId: null, addEnvironment: true, overrideEnvironment: { our: ["own"] } };
      await page.call("submitPing", typeOf(category), {}, options);
      const ping = await archivedPing(typeOf(category));
      expect(ping.environment).toEqual({ our: ["own"] });
      expect(ping).not.toHaveProperty("clientId");
    },
  },
  {
    covers: ["12.1/1"],
    rule: "usePingSender sends through Firefox's separate program",
    async run({ page, userAgentOf }, category) {
      await page.call("submitPing", typeOf(category), {}, { usePingSender: true });
      expect(await userAgentOf(typeOf(category))).toMatch(/^pingsender\//);
    },
  },
  {
    covers: ["12.3/at-once"],
    rule: "submitPing rejects with Firefox's own reason when Firefox refuses the ping (the old one resolved all the same)",
    async run({ page, whileRefusing }, category) {
      await whileRefusing(async () => {
        expect(await page.call("submitPing", typeOf(category), {}, {})).toEqual({
          how: "rejected",
          message: "refused by the suite",
        });
      });
    },
  },
  {
    covers: ["12.1/3", "12.3/can-upload"],
    rule: "canUpload is the upload pref, and false where there is none",
    async run({ page, setUploadPref }) {
      for (const [pref, answer] of [
        [true, true],
        [false, false],
        [null, false],
        [true, true],
      ] as const) {
        await setUploadPref(pref);
        expect(await page.call("canUpload")).toEqual({ how: "resolved", value: answer });
      }
    },
  },
  {
    covers: ["12.3/can-upload"],
    rule: "canUpload asks for nothing else: not for the recording switches",
    async run({ page, firefoxCode }) {
      await firefoxCode.setRecording({ base: false, extended: false });
      expect(await page.call("canUpload")).toEqual({ how: "resolved", value: true });
    },
  },
];
