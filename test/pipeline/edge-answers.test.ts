import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startTestEdge } from "../support/edge.ts";
import { send, sendRaw, telemetryPath } from "../support/edge-requests.ts";
import { readWholeLanding } from "../support/landing.ts";

const TELEMETRY = telemetryPath("2907648d-711b-4e9f-94b5-52a2b40a44b1");
const GENERIC = "/submit/my-namespace/my-type/1/2907648d-711b-4e9f-94b5-52a2b40a44b1";
const MIB = 1024 * 1024;

describe("uploads", () => {
  it.each([
    ["a telemetry path", "POST", TELEMETRY],
    ["a telemetry path by PUT", "PUT", TELEMETRY],
    ["a generic path", "POST", GENERIC],
    ["a generic path by PUT", "PUT", GENERIC],
    ["a namespace alone (2018 specification)", "POST", "/submit/telemetry"],
    ["a namespace and an id (2018 specification)", "POST", "/submit/my-namespace/some-id"],
    ["a wrong number of parts, which is decode's to refuse", "POST", "/submit/telemetry/a/b"],
    ["a trailing slash, which is not merged", "POST", `${GENERIC}/`],
    ["an id that is no UUID", "POST", "/submit/my-namespace/my-type/1/not-a-uuid"],
    ["another version in the query", "POST", TELEMETRY.replace("v=4", "v=5")],
    ["a path in absolute form", "POST", `http://edge.example${GENERIC}`],
  ])("to %s get 200 and nothing else", async (_what, method, path) => {
    const edge = await startTestEdge();
    const answer = await send(edge.url, path, { method });
    expect(answer).toMatchObject({ status: 200, text: "" });
    const { records } = await readWholeLanding(edge.landing);
    const sent = path.replace("http://edge.example", "");
    expect(records).toMatchObject([{ method, uri: sent.split("?")[0], args: sent.split("?")[1] ?? "" }]);
  });

  it.each(["", "not JSON", "\0\xff\xfe", "{".repeat(1000)])(
    "with the body %j get 200: nothing is decoded",
    async (body) => {
      const edge = await startTestEdge();
      expect(
        (await send(edge.url, TELEMETRY, { body, headers: { "content-length": Buffer.byteLength(body) } }))
          .status,
      ).toBe(200);
    },
  );

  it.each(["application/json; charset=UTF-8", "text/plain", "///", "multipart/form-data", " "])(
    "with the content type %j get 200",
    async (contentType) => {
      const edge = await startTestEdge();
      const headers = { "content-type": contentType };
      expect((await send(edge.url, TELEMETRY, { headers })).status).toBe(200);
    },
  );

  it("of exactly the limit of 1 MiB get 200, and one byte more gets 413 in its words", async () => {
    const edge = await startTestEdge();
    expect((await send(edge.url, TELEMETRY, { body: Buffer.alloc(MIB) })).status).toBe(200);
    const refused = await send(edge.url, TELEMETRY, { body: Buffer.alloc(MIB + 1) });
    expect(refused).toMatchObject({ status: 413, text: "payload too large\n" });
  });

  it("have the limit the operator sets", async () => {
    const edge = await startTestEdge({ bodyLimit: 10 });
    expect((await send(edge.url, TELEMETRY, { body: "0123456789" })).status).toBe(200);
    expect((await send(edge.url, TELEMETRY, { body: "0123456789a" })).status).toBe(413);
  });

  it("without a Content-Length get 411", async () => {
    const edge = await startTestEdge();
    const headers = { "transfer-encoding": "chunked" };
    expect((await send(edge.url, TELEMETRY, { body: "", headers })).status).toBe(411);
    const bare = `POST ${TELEMETRY} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(edge.url, bare)).toMatch(/^HTTP\/1\.1 411 /);
  });

  it("leave nothing in the landing folder when they are refused", async () => {
    const edge = await startTestEdge({ bodyLimit: 10 });
    await send(edge.url, TELEMETRY, { body: "0123456789a" });
    await send(edge.url, "/elsewhere");
    await edge.close();
    expect((await readWholeLanding(edge.landing)).records).toEqual([]);
  });
});

describe("attributes", () => {
  const wide = (bytes: number) => `${"é".repeat(Math.floor(bytes / 2))}${"x".repeat(bytes % 2)}`;
  const onTheWire = (text: string) => Buffer.from(text).toString("latin1");

  it.each([
    "Date",
    "DNT",
    "User-Agent",
    "X-Forwarded-For",
    "X-Debug-ID",
    "X-Source-Tags",
    "X-Telemetry-Agent",
  ])("pass in %s with 1024 UTF-8 bytes, and with 1025 get 431 in its words", async (header) => {
    const edge = await startTestEdge();
    const fits = await send(edge.url, TELEMETRY, { headers: { [header]: onTheWire(wide(1024)) } });
    expect(fits.status).toBe(200);
    const refused = await send(edge.url, TELEMETRY, { headers: { [header]: onTheWire(wide(1025)) } });
    expect(refused).toMatchObject({ status: 431, text: "header too large\n" });
  });

  it("count their bytes in UTF-8, whatever the sender wrote them in", async () => {
    const edge = await startTestEdge();
    const latin1 = (length: number) => ({ headers: { date: "é".repeat(length) } });
    expect((await send(edge.url, TELEMETRY, latin1(512))).status).toBe(200);
    expect((await send(edge.url, TELEMETRY, latin1(513))).status).toBe(431);
  });

  it.each([
    ["path", (length: number) => `/submit/ns/${"p".repeat(length - "/submit/ns/".length)}`],
    ["query", (length: number) => `/submit/ns/type/1/id?${"q".repeat(length)}`],
  ])("pass in the %s with 1024 bytes, and with 1025 get 431", async (_which, make) => {
    const edge = await startTestEdge();
    expect((await send(edge.url, make(1024))).status).toBe(200);
    expect((await send(edge.url, make(1025))).status).toBe(431);
  });

  it("that nobody records may be larger", async () => {
    const edge = await startTestEdge();
    const headers = { cookie: "c".repeat(4000), "x-unknown": "u".repeat(4000) };
    expect((await send(edge.url, TELEMETRY, { headers })).status).toBe(200);
  });

  it.each([8193, 12_000, 40_000])("in a path of %i bytes get 414", async (length) => {
    const edge = await startTestEdge();
    const answer = await send(edge.url, `/submit/ns/${"p".repeat(length)}`);
    expect(answer).toMatchObject({ status: 414, text: "path too long\n" });
  });
});

describe("other requests", () => {
  it.each([
    ["POST", "/", 404],
    ["POST", "/submit", 404],
    ["POST", "/submit/", 404],
    ["POST", "/submitted/telemetry/a", 404],
    ["PUT", "/stub/telemetry", 404],
    ["DELETE", "/nowhere", 404],
    ["GET", "/", 404],
    ["GET", TELEMETRY, 404],
    ["HEAD", TELEMETRY, 404],
    ["DELETE", TELEMETRY, 405],
    ["PATCH", TELEMETRY, 405],
    ["OPTIONS", TELEMETRY, 405],
    ["PROPFIND", TELEMETRY, 405],
    ["POST", "/status", 405],
    ["DELETE", "/__heartbeat__", 405],
  ])("%s %s get %i", async (method, path, status) => {
    const edge = await startTestEdge();
    expect((await send(edge.url, path, { method })).status).toBe(status);
  });

  it("that have the wrong method are told the right ones", async () => {
    const edge = await startTestEdge();
    expect((await send(edge.url, TELEMETRY, { method: "DELETE" })).headers.allow).toBe("POST, PUT");
  });

  it("to a namespace that is not taken get 404", async () => {
    const edge = await startTestEdge({ namespaces: ["telemetry"] });
    expect((await send(edge.url, TELEMETRY)).status).toBe(200);
    expect((await send(edge.url, GENERIC)).status).toBe(404);
  });

  it("that are no HTTP get 400", async () => {
    const edge = await startTestEdge();
    expect(await sendRaw(edge.url, "POST /submit/a b HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await sendRaw(edge.url, "\x16\x03\x01\x02\0")).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("of a user agent that retries 4xx for ever get 202 instead", async () => {
    const edge = await startTestEdge({ pacifiedAgents: ["Stubborn/"], bodyLimit: 10 });
    const headers = { "user-agent": "Mozilla/5.0 Stubborn/1.0" };
    const body = "0123456789a";
    expect(await send(edge.url, TELEMETRY, { body, headers })).toMatchObject({ status: 202, text: "" });
    expect((await send(edge.url, TELEMETRY, { body })).status).toBe(413);
  });
});

describe("heartbeats", () => {
  it("answer the balancer with an empty 200, and /status with OK", async () => {
    const edge = await startTestEdge();
    expect(await send(edge.url, "/__lbheartbeat__", { method: "GET" })).toMatchObject({
      status: 200,
      text: "",
    });
    expect(await send(edge.url, "/status", { method: "GET" })).toMatchObject({ status: 200, text: "OK" });
  });

  it("tell which edge this is", async () => {
    const edge = await startTestEdge();
    const { text } = await send(edge.url, "/__version__", { method: "GET" });
    expect(Object.keys(JSON.parse(text))).toEqual(["build", "commit", "source", "version"]);
  });

  it("are well while disk and queue are", async () => {
    const edge = await startTestEdge();
    const { status, text } = await send(edge.url, "/__heartbeat__", { method: "GET" });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      status: "ok",
      checks: { check_disk_bytes_free: "ok", check_queue_size: "ok" },
      details: {},
    });
  });

  it("are 500 when the disk is low, and name the check", async () => {
    const edge = await startTestEdge({ minFreeBytes: Number.MAX_SAFE_INTEGER });
    const { status, text } = await send(edge.url, "/__heartbeat__", { method: "GET" });
    expect(status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      status: "error",
      checks: { check_disk_bytes_free: "error" },
      details: { check_disk_bytes_free: { level: 40, messages: { E001: expect.any(String) } } },
    });
    expect((await send(edge.url, "/status", { method: "GET" })).status).toBe(500);
  });
});

it("a connection is kept and used again, also after a refusal", async () => {
  const edge = await startTestEdge({ bodyLimit: 10 });
  const upload = (body: string) =>
    `POST ${telemetryPath(randomUUID())} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n`;
  const answers = await sendRaw(
    edge.url,
    `${upload("0123456789a")}\r\n0123456789a${upload("ok")}\r\nok${upload("ok")}Connection: close\r\n\r\nok`,
  );
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 200", "HTTP/1.1 200"]);
});
