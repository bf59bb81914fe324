import { Refusal } from "./refusal.ts";

/** What the edge serves, by the path its router sees. */
export const ROUTES = {
  submit: "/submit",
  status: "/status",
  heartbeat: "/__heartbeat__",
  balancerHeartbeat: "/__lbheartbeat__",
  version: "/__version__",
  unknown: "/unknown",
} as const;

type Route = (typeof ROUTES)[keyof typeof ROUTES];

const SUBMIT_PREFIX = "/submit/";
const SUBMIT_METHODS: readonly string[] = ["POST", "PUT"];
const READ_METHODS: readonly string[] = ["GET", "HEAD"];
const EXACT: ReadonlySet<string> = new Set([
  ROUTES.status,
  ROUTES.heartbeat,
  ROUTES.balancerHeartbeat,
  ROUTES.version,
]);

/** What proxies write before the path. */
const AUTHORITY = /^https?:\/\/[^/?]*/i;

/** The two halves of a request target. */
export interface Target {
  readonly path: string;
  /** Without its question mark; empty if there was none. */
  readonly query: string;
}

/** The path of a request target and its query, as they were sent. */
export function splitTarget(sent: string): Target {
  const target = sent.startsWith("/") ? sent : sent.replace(AUTHORITY, "");
  const mark = target.indexOf("?");
  return mark === -1
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/**
 * The route of a path. Everything after the namespace is data: not decoded, not resolved, not counted.
 * @param namespaces the ones that are taken; any when undefined
 */
export function findRoute(path: string, namespaces: readonly string[] | undefined): Route {
  if (!path.startsWith(SUBMIT_PREFIX)) return EXACT.has(path) ? (path as Route) : ROUTES.unknown;
  const rest = path.slice(SUBMIT_PREFIX.length);
  if (rest === "") return ROUTES.unknown;
  const end = rest.indexOf("/");
  const namespace = end === -1 ? rest : rest.slice(0, end);
  return namespaces === undefined || namespaces.includes(namespace) ? ROUTES.submit : ROUTES.unknown;
}

/**
 * Refuses a method the route does not have: 405, but 404 for reading an upload path (the 2018 specification knows no
 * such page).
 */
export function refuseMethod(route: string, method: string): Refusal | undefined {
  if (route === ROUTES.unknown) return new Refusal(404);
  const reads = READ_METHODS.includes(method);
  if (route === ROUTES.submit) {
    if (SUBMIT_METHODS.includes(method)) return undefined;
    return reads ? new Refusal(404) : new Refusal(405, SUBMIT_METHODS);
  }
  return reads ? undefined : new Refusal(405, READ_METHODS);
}
