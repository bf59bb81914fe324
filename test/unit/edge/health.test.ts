import { expect, it } from "vitest";
import { checkDiskBytesFree, checkQueueSize, summarizeHealth } from "../../../src/pipeline/edge/health.ts";
import { LandingError } from "../../../src/pipeline/landing/landing-writer.ts";

const idle = { pending: 0, unacknowledged: 0 };

it("records on their way to the disk are information, and healthy", () => {
  const check = checkQueueSize({ load: { pending: 3, unacknowledged: 2 }, lastFailure: undefined });
  expect(check.status).toBe("info");
  expect(Object.keys(check.messages)).toEqual(["I001", "I002"]);
});

it("a write that failed just now is E002, and one of a minute ago is worth another try", () => {
  const error = new LandingError("no space left");
  const now = checkQueueSize({ load: idle, lastFailure: { at: Date.now(), error } });
  expect(now).toEqual({ status: "error", messages: { E002: "no space left" } });
  const earlier = checkQueueSize({ load: idle, lastFailure: { at: Date.now() - 60_000, error } });
  expect(earlier.status).toBe("ok");
});

it("a landing folder that is gone is W001", async () => {
  const check = await checkDiskBytesFree("/no/such/folder", 0);
  expect(check).toEqual({
    status: "warning",
    messages: { W001: expect.stringContaining("/no/such/folder") },
  });
});

it("the worst check decides, and only checks with something to say have details", () => {
  const health = summarizeHealth({
    first: { status: "ok", messages: {} },
    second: { status: "warning", messages: { W001: "gone" } },
    third: { status: "info", messages: { I001: "one" } },
  });
  expect(health).toEqual({
    status: "warning",
    checks: { first: "ok", second: "warning", third: "info" },
    details: {
      second: { status: "warning", level: 30, messages: { W001: "gone" } },
      third: { status: "info", level: 20, messages: { I001: "one" } },
    },
  });
});
