// Serves the page on https, as pages that use telemetry must be, with a certificate made on the spot.
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { generate } from "selfsigned";

const HOST = "localhost";
const PORT = Number(process.env.PORT ?? 8443);
const FILES = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/page.js": ["page.js", "text/javascript"],
  "/content-telemetry.js": ["../../dist/hybrid/content-telemetry.js", "text/javascript"],
};

const certificate = await generate([{ name: "commonName", value: HOST }], { algorithm: "sha256" });
const server = createServer(
  { key: certificate.private, cert: certificate.cert },
  async (request, response) => {
    const [file, type] = FILES[new URL(request.url, `https://${HOST}`).pathname] ?? [];
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    try {
      const body = await readFile(new URL(file, import.meta.url));
      response.writeHead(200, { "content-type": type }).end(body);
    } catch (error) {
      response
        .writeHead(500, { "content-type": "text/plain" })
        .end(`${error.message}\nRun \`npm run build\` first.`);
    }
  },
);
server.listen(PORT, HOST, () => console.log(`https://${HOST}:${server.address().port}/`));
