/**
 * A load client in a process of its own: `post-load.ts <url> <connections> <milliseconds>` posts real main pings over
 * kept connections, each with one request under way, and prints how many were answered 200 in a second. On bare sockets,
 * so that it takes as little as possible of the machine that it shares with the server.
 */
import { connect, type Socket } from "node:net";
import { packUpload } from "../../src/pipeline/simulate/pack-upload.ts";
import { simulateClient } from "../../src/pipeline/simulate/simulate-uploads.ts";
import { resolveOptions } from "../../src/pipeline/simulate/simulation-options.ts";

const BODIES = 64;
/** Makes gzipped main pings of 10 to 40 KiB. */
const HISTOGRAMS = 300;
const OK = Buffer.from("HTTP/1.1 200 ");
const END = Buffer.from("\r\n\r\n");

async function makeRequests(host: string): Promise<Buffer[]> {
  const settings = resolveOptions({
    clients: 1000,
    days: 3,
    histograms: HISTOGRAMS,
    heavyClients: 0,
    mobile: 0,
    focus: 0,
  });
  const requests: Buffer[] = [];
  for (let client = 0; requests.length < BODIES; client += 1) {
    for (const upload of simulateClient(settings, client)) {
      if (upload.documentType !== "main" || upload.packing !== "gzip") continue;
      const body = await packUpload(upload);
      const headers = {
        Host: host,
        ...upload.headers,
        "Content-Encoding": "gzip",
        "Content-Length": body.length,
      };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      requests.push(
        Buffer.concat([Buffer.from(`POST ${upload.uri}?v=4 HTTP/1.1\r\n${lines.join("")}\r\n`), body]),
      );
    }
  }
  return requests;
}

function drive(socket: Socket, nextRequest: () => Buffer, onAnswer: () => void): void {
  let received: Buffer = Buffer.alloc(0);
  socket.on("error", (error) => {
    throw error;
  });
  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const end = received.indexOf(END);
    if (end === -1) return;
    if (received.compare(OK, 0, OK.length, 0, OK.length) !== 0) {
      throw new Error(`expected 200, got ${received.toString("latin1")}`);
    }
    received = received.subarray(end + END.length);
    onAnswer();
    socket.write(nextRequest());
  });
  socket.write(nextRequest());
}

async function run(url: URL, connections: number, milliseconds: number): Promise<void> {
  const requests = await makeRequests(url.host);
  let sent = 0;
  let answered = 0;
  const nextRequest = () => requests[sent++ % requests.length] ?? Buffer.alloc(0);
  const sockets = Array.from({ length: connections }, () => connect(Number(url.port), url.hostname));
  for (const socket of sockets) drive(socket.setNoDelay(), nextRequest, () => answered++);
  const count = (time: number) =>
    new Promise<number>((resolve) => {
      const [from, began] = [answered, performance.now()];
      setTimeout(() => resolve(((answered - from) * 1000) / (performance.now() - began)), time);
    });
  await count(milliseconds / 4);
  const perSecond = await count(milliseconds);
  const bytes = requests.reduce((sum, request) => sum + request.length, 0) / requests.length;
  console.log(JSON.stringify({ perSecond, bytes }));
  process.exit(0);
}

const [url = "", connections = "64", milliseconds = "4000"] = process.argv.slice(2);
await run(new URL(url), Number(connections), Number(milliseconds));
