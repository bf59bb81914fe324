import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, it, vi } from "vitest";
import { startTestEdge } from "../support/edge.ts";
import { buildCli, startEdgeProcess } from "../support/edge-process.ts";
import { send, telemetryPath } from "../support/edge-requests.ts";
import { readWholeLanding } from "../support/landing.ts";
import { eventPingSample, mainPingSample, withValue } from "../support/ping-samples.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { waitFor } from "../support/wait-for.ts";

it("what was on the wire is recorded, the body byte for byte, and nothing else of it", async () => {
  const edge = await startTestEdge();
  const documentId = randomUUID();
  const body = gzipSync(JSON.stringify(mainPingSample()));
  const before = new Date().toISOString().slice(0, 19);
  await send(edge.url, telemetryPath(documentId), {
    body,
    headers: {
      "Content-Type": "application/json; charset=UTF-8",
      "Content-Encoding": "gzip",
      Cookie: "secret",
      Date: "Tue, 24 Nov 2026 02:00:00 GMT",
      DNT: "1",
      "User-Agent": "pingsender/1.0",
      "X-Forwarded-For": "1.2.3.4, 5.6.7.8",
      "X-PingSender-Version": "1.0",
      "X-Pipeline-Proxy": "proxy",
      "X-Debug-ID": "my-debug-id",
      "X-Foxsec-IP-Reputation": "90",
      "X-LB-Tags": "tag",
      "X-Source-Tags": "automation",
      "X-Telemetry-Agent": "Glean/1",
      "X-Something-Else": "no",
    },
  });
  const { records } = await readWholeLanding(edge.landing);
  const record = records[0];
  if (record === undefined) throw new Error("nothing landed");
  const { submission_timestamp: timestamp, body: recordedBody, ...attributes } = record;
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(timestamp >= before).toBe(true);
  expect(attributes).toEqual({
    uri: telemetryPath(documentId).replace("?v=4", ""),
    args: "v=4",
    protocol: "HTTP/1.1",
    method: "POST",
    remote_addr: "127.0.0.1",
    host: edge.url.replace("http://", ""),
    content_length: String(body.length),
    date: "Tue, 24 Nov 2026 02:00:00 GMT",
    dnt: "1",
    user_agent: "pingsender/1.0",
    x_forwarded_for: "1.2.3.4, 5.6.7.8",
    x_pingsender_version: "1.0",
    x_pipeline_proxy: "proxy",
    x_debug_id: "my-debug-id",
    x_foxsec_ip_reputation: "90",
    x_lb_tags: "tag",
    x_source_tags: "automation",
    x_telemetry_agent: "Glean/1",
  });
  expect(recordedBody.equals(body)).toBe(true);
});

it("submission timestamps grow in the order of the acknowledgements, to the microsecond", async () => {
  const edge = await startTestEdge();
  for (let i = 0; i < 20; i += 1) await send(edge.url, telemetryPath(randomUUID()));
  const stamps = (await readWholeLanding(edge.landing)).records.map((record) => record.submission_timestamp);
  expect(stamps).toEqual([...new Set(stamps)].sort());
});

it("three edges share one folder without a word to each other", async () => {
  const landing = await makeTemporaryFolder();
  const edges = await Promise.all([1, 2, 3].map(() => startTestEdge({ landing, rotateBytes: 20_000 })));
  const ids = Array.from({ length: 300 }, () => randomUUID());
  await Promise.all(
    ids.map((id, i) =>
      send(edges[i % 3]?.url ?? "", telemetryPath(id), { body: `body of ${id}`.repeat(20) }),
    ),
  );
  await Promise.all(edges.map((edge) => edge.close()));
  const { records, torn } = await readWholeLanding(landing);
  expect(torn).toEqual([]);
  expect(records.map(({ uri }) => uri.split("/")[3]).sort()).toEqual([...ids].sort());
});

it("on closing, an upload under way is still answered and landed", async () => {
  const edge = await startTestEdge();
  const socket = connect(edge.port, "127.0.0.1");
  socket.write(`POST ${telemetryPath("last")} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234`);
  await waitFor(() => edge.readLoad().bytes === 5, { what: "half of the body to arrive" });
  const closed = edge.close();
  await waitFor(
    () =>
      send(edge.url, telemetryPath("late")).then(
        () => false,
        () => true,
      ),
    { what: "new connections to be refused" },
  );
  socket.write("56789");
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  await closed;
  expect((await readWholeLanding(edge.landing)).records.map(({ uri }) => uri.split("/")[3])).toEqual([
    "last",
  ]);
});

it("an upload that never ends does not keep a closing edge beyond its request timeout", async () => {
  const edge = await startTestEdge({ requestTimeoutMs: 300 });
  const socket = connect(edge.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`POST ${telemetryPath("never")} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234`);
  await waitFor(() => edge.readLoad().bytes === 5, { what: "half of the body to arrive" });
  await edge.close();
  await waitFor(() => edge.readLoad().requests === 0, { what: "its place to be given back" });
});

it("acknowledged pings are handed to whoever asked for them", async () => {
  const onLanded = vi.fn();
  const edge = await startTestEdge({}, { onLanded });
  await send(edge.url, telemetryPath("a"), { body: "body" });
  expect(onLanded).toHaveBeenCalledExactlyOnceWith({
    attributes: expect.objectContaining({ uri: telemetryPath("a").replace("?v=4", "") }),
    body: Buffer.from("body"),
  });
});

it("the command lands pings, prints one line each, drains on SIGTERM and ends with 0", async () => {
  const landing = await makeTemporaryFolder();
  const edge = await startEdgeProcess(await buildCli(), landing, ["--print"]);
  await send(edge.url, telemetryPath(randomUUID()), { body: gzipSync(JSON.stringify(mainPingSample())) });
  await send(edge.url, telemetryPath(randomUUID(), "event"), { body: JSON.stringify(eventPingSample()) });
  const misleading = withValue(eventPingSample(), ["payload", "reason"], "\x1b[2J");
  await send(edge.url, "/submit/other/odd/1/id", { body: JSON.stringify(misleading) });
  await send(edge.url, "/submit/other", { body: gzipSync(Buffer.alloc(1e7)) });
  await waitFor(() => edge.lines.length === 4, { what: "four lines" });
  expect(edge.lines).toEqual([
    expect.stringMatching(/^\S+Z main +shutdown +2 events +\d+\.\d KiB$/),
    expect.stringMatching(/^\S+Z event +periodic +2 events +\d+\.\d KiB$/),
    expect.stringMatching(/^\S+Z odd +\\u001b\[2J +2 events +\d+\.\d KiB$/),
    expect.stringMatching(/^\S+Z \? +unreadable +\? events +\d+\.\d KiB$/),
  ]);
  expect(await edge.end("SIGTERM")).toBe(0);
  const { records, torn } = await readWholeLanding(landing);
  expect([records.length, torn.length]).toEqual([4, 0]);
  expect(edge.errors()).toBe("");
});

it("the command prints no pings when its output is piped", async () => {
  const edge = await startEdgeProcess(await buildCli(), await makeTemporaryFolder());
  await send(edge.url, telemetryPath(randomUUID()));
  expect(await edge.end("SIGINT")).toBe(0);
  expect(edge.lines).toEqual([]);
});

it("the command says in one line what its user can mend, and ends with 2", async () => {
  const cli = await buildCli();
  const landing = await makeTemporaryFolder();
  const { port } = await startTestEdge();
  const wrong = [
    [["--port", String(port)], /^error: listen EADDRINUSE.*\n$/],
    [["--port", "70000"], /^error: port: .*65535\n$/],
    [["--edge-id", "../up"], /^error: edgeId: an edge id is 1 to 64.*\n$/],
    [["--landing", "/dev/null/landing"], /^error: ENOTDIR.*\n$/],
    [["--body-limit", "lots"], /expected a number of bytes/],
  ] as const;
  for (const [flags, message] of wrong) {
    const failure = startEdgeProcess(cli, landing, flags);
    await expect(failure).rejects.toThrow(/the edge ended with 2/);
    await expect(failure).rejects.toThrow(new RegExp(message.source.replace("^", "with 2: "), "m"));
  }
});
