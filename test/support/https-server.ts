import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { generate } from "selfsigned";
import type { RemoteFirefox } from "./remote-firefox.ts";

/** Path → body: HTML, or JavaScript where the path ends in `.js`. */
export type Site = Readonly<Record<string, string>>;

export interface WebServer {
  /** `https://localhost:<port>` or `http://localhost:<port>`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a site over https with a certificate made on the spot, which nobody trusts: see `trustTestServers`. */
export async function serveHttps(site: Site): Promise<WebServer> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    algorithm: "sha256",
  });
  return await listen("https", createHttpsServer({ key, cert }, answer(site)));
}

export function serveHttp(site: Site): Promise<WebServer> {
  return listen("http", createHttpServer(answer(site)));
}

/** Has Firefox take any certificate. The profile's proxy keeps it from all servers but this machine's. */
export async function trustTestServers(firefox: RemoteFirefox): Promise<void> {
  await firefox.chrome<null>(
    `Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService)
       .setDisableAllSecurityChecksAndLetAttackersInterceptMyData(true);
     return null;`,
  );
}

function answer(site: Site): RequestListener {
  return ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const body = Object.hasOwn(site, pathname) ? site[pathname] : undefined;
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = pathname.endsWith(".js") ? "text/javascript" : "text/html";
    response
      .writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" })
      .end(body);
  };
}

async function listen(scheme: string, server: Server): Promise<WebServer> {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the web server has no port");
  }
  return {
    origin: `${scheme}://localhost:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
