import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { startTestEdge } from "../support/edge.ts";
import { buildCli, readPeakMemory, startEdgeProcess } from "../support/edge-process.ts";
import { send, sendRaw, telemetryPath } from "../support/edge-requests.ts";
import { readWholeLanding } from "../support/landing.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { createUnwillingDisk } from "../support/unwilling-disk.ts";
import { waitFor } from "../support/wait-for.ts";

const MIB = 1024 * 1024;

it.each([
  "/submit/../../../etc/passwd",
  "/submit/telemetry/../../../../etc/passwd/main/Firefox/1/release/1",
  "/submit/telemetry/%2e%2e%2f%2e%2e%2fetc/main/Firefox/1/release/1",
  "/submit/telemetry/id/..%5c..%5cboot.ini/Firefox/1/release/1",
  "/submit/telemetry/id/main/../../1/release/1",
  "/submit/telemetry/id/main/Firefox/../release/1",
  "/submit/telemetry/id/main/Firefox/1/%00/1",
  "/submit/telemetry/id/main/Firefox/1/release/..",
  "/submit/%zz/%/1/id",
  "/submit//submit//telemetry//",
  "/submit/ns/type/1/id;rm%20-rf%20/",
  "/submit/__proto__/constructor/1/id",
])("the path %s is data: recorded as it came, and no file is made by it", async (path) => {
  const edge = await startTestEdge();
  expect((await send(edge.url, path)).status).toBe(200);
  const { records } = await readWholeLanding(edge.landing);
  expect(records).toMatchObject([{ uri: path }]);
  expect(await readdir(edge.landing)).toEqual([expect.stringMatching(/^\d{8}$/)]);
  expect(await readdir(dirname(edge.landing))).not.toContain("etc");
});

it.each([
  ["a gzip bomb", gzipSync(Buffer.alloc(200 * MIB))],
  ["1 MiB of nested JSON", Buffer.from("[".repeat(MIB))],
  ["invalid UTF-8", Buffer.from('{"a":"\xff\xc0\x80"}', "latin1")],
  ["newlines and quotes", Buffer.from('"}\n{"uri":"/forged"}\n')],
])("%s is stored as it came", async (_what, body) => {
  const edge = await startTestEdge();
  expect((await send(edge.url, telemetryPath("a"), { body })).status).toBe(200);
  const { records, torn } = await readWholeLanding(edge.landing);
  expect(records.map((record) => record.body.equals(body))).toEqual([true]);
  expect(torn).toEqual([]);
});

it("headers with line ends and quotes forge no record", async () => {
  const edge = await startTestEdge();
  const headers = { "user-agent": '"},{"uri":"/forged"}', "x-debug-id": "tab\there" };
  expect((await send(edge.url, telemetryPath("a"), { headers })).status).toBe(200);
  const { records } = await readWholeLanding(edge.landing);
  expect(records).toMatchObject([{ user_agent: '"},{"uri":"/forged"}', x_debug_id: "tab\there" }]);
});

it.each([
  ["ten thousand headers", Array.from({ length: 10_000 }, (_, i) => `X-${i}: y`).join("\r\n")],
  ["one header of a megabyte", `X-Big: ${"y".repeat(MIB)}`],
])("a flood of %s gets 431", async (_what, headers) => {
  const edge = await startTestEdge();
  const answer = await sendRaw(
    edge.url,
    `POST ${telemetryPath("a")} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`,
  ).catch((error: Error) => error.message);
  // The rest of the flood may be refused before the answer is read.
  expect(answer).toMatch(/^HTTP\/1\.1 431 |ECONNRESET|EPIPE/);
  expect((await send(edge.url, telemetryPath("b"))).status).toBe(200);
});

it.each([
  ["body", `POST ${telemetryPath("slow")} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01`],
  ["head", `POST ${telemetryPath("slow")} HTTP/1.1\r\nHost: x\r\nX-Slow: `],
])(
  "a %s that does not come is cut off with 503, which its sender may try again",
  async (_what, beginning) => {
    const edge = await startTestEdge({ requestTimeoutMs: 200 });
    expect(await sendRaw(edge.url, beginning)).toMatch(/^HTTP\/1\.1 503 /);
    expect(edge.readLoad()).toEqual({ bytes: 0, requests: 0 });
    expect((await readWholeLanding(edge.landing)).records).toEqual([]);
  },
);

it("a sender that goes away in the middle of a body leaves nothing behind", async () => {
  const edge = await startTestEdge();
  const socket = connect(edge.port, "127.0.0.1");
  socket.write(`POST ${telemetryPath("gone")} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01`);
  await waitFor(() => edge.readLoad().bytes === 2, { what: "the body's beginning to arrive" });
  socket.destroy();
  await waitFor(() => edge.readLoad().requests === 0, { what: "the edge to notice" });
  expect(edge.readLoad().bytes).toBe(0);
});

it("more uploads than memory is set aside for get 503, and are taken when there is room again", async () => {
  const disk = createUnwillingDisk();
  const edge = await startTestEdge({ maxInFlightBytes: 10_000 }, { openFile: disk.openFile });
  const letGo = disk.block();
  const body = Buffer.alloc(1000);
  const answers = Array.from({ length: 30 }, () => send(edge.url, telemetryPath(randomUUID()), { body }));
  await waitFor(() => edge.readLoad().requests === 10, { what: "the room to be taken" });
  expect(await send(edge.url, telemetryPath("one-more"), { body })).toMatchObject({
    status: 503,
    text: "overloaded, try again later\n",
  });
  letGo();
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBe(10);
  expect(statuses.filter((status) => status === 503).length).toBe(20);
  expect((await send(edge.url, telemetryPath("later"), { body })).status).toBe(200);
  expect(edge.readLoad()).toEqual({ bytes: 0, requests: 0 });
});

it("slow senders that announce much take no room from others", async () => {
  const edge = await startTestEdge({ maxInFlightBytes: 2 * MIB });
  const beginning = `POST ${telemetryPath("slow")} HTTP/1.1\r\nHost: x\r\nContent-Length: ${MIB}\r\n\r\n01`;
  const sockets = Array.from({ length: 100 }, () => connect(edge.port, "127.0.0.1"));
  for (const socket of sockets) socket.write(beginning);
  await waitFor(() => edge.readLoad().requests === 100, { what: "all to be let in" });
  expect((await send(edge.url, telemetryPath("quick"), { body: Buffer.alloc(MIB) })).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

/** Writes a head and almost all of its body, and leaves it at that. */
function sendAlmostAll(url: string, announced: number, bytes: Buffer): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(`POST ${telemetryPath("slow")} HTTP/1.1\r\nHost: x\r\nContent-Length: ${announced}\r\n\r\n`);
  socket.write(bytes);
  socket.resume();
  return socket;
}

it("memory is bounded whatever is sent: 400 MiB of bodies without an end, floods of headers, bombs", async () => {
  const landing = await makeTemporaryFolder();
  const edge = await startEdgeProcess(await buildCli(), landing, ["--max-in-flight", "16m"]);
  const pid = edge.process.pid ?? 0;
  await send(edge.url, telemetryPath("warm"));
  const atRest = await readPeakMemory(pid);
  const almost = Buffer.alloc(MIB - 1);
  const slow = Array.from({ length: 400 }, () => sendAlmostAll(edge.url, MIB, almost));
  const flood = `POST ${telemetryPath("a")} HTTP/1.1\r\nHost: x\r\n${"X-Flood: y\r\n".repeat(1300)}`;
  const floods = Array.from({ length: 200 }, () => connect(Number(new URL(edge.url).port), "127.0.0.1"));
  for (const socket of floods) socket.on("error", () => undefined).write(flood);
  const bomb = gzipSync(Buffer.alloc(500 * MIB));
  const bombs = await Promise.allSettled(
    Array.from({ length: 50 }, () => send(edge.url, telemetryPath(randomUUID()), { body: bomb })),
  );
  expect(bombs.every(({ status }) => status === "fulfilled")).toBe(true);
  const statuses = new Set(bombs.map((bombed) => (bombed.status === "fulfilled" ? bombed.value.status : 0)));
  expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true);
  const grown = (await readPeakMemory(pid)) - atRest;
  for (const socket of [...slow, ...floods]) socket.destroy();
  await waitFor(async () => (await send(edge.url, telemetryPath("after"))).status === 200, {
    what: "room again",
  });
  expect(grown / MIB).toBeLessThan(150);
});
