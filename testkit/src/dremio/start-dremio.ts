/**
 * A Dremio that answers as the real one does where that surprises its callers: a statement is taken with 200 before anybody
 * knows whether it is right, the job says so later; a path in the catalogue goes part by part; a second reflection of one
 * name is refused with 409.
 *
 * Source: https://docs.dremio.com/current/reference/api/ (login, SQL, job, catalog, reflection)
 */
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { startLoopbackServer, type SeenRequest } from "@belfry/fakes";

export interface DremioReflection {
  readonly id: string;
  readonly name: string;
  readonly datasetId: string;
  readonly type: string;
  readonly displayFields: readonly { readonly name: string }[];
}

export interface TestDremio extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The statements that were carried out to their end, in their order. */
  readonly statements: readonly string[];
  readonly reflections: readonly DremioReflection[];
  /** The next jobs end so: failed with this sentence, or never. */
  failNext(errorMessage: string): void;
  hangNext(): void;
  /** Jobs that somebody cancelled. */
  readonly cancelled: readonly string[];
}

export const dremioUser = { username: "belfry", password: "belfry-test-1", token: "pat+belfry/test==" } as const;

interface Job {
  readonly sql: string;
  /** How it ends: never, or failed with a sentence. Nothing: as it should. */
  readonly end: { readonly failed: string | null } | undefined;
  looks: number;
  state: "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED";
}

/** @param datasets the parts of their names, and their columns */
export async function startDremio(
  datasets: readonly { readonly path: readonly string[]; readonly columns: readonly string[] }[],
): Promise<TestDremio> {
  const sessions = new Set<string>();
  const jobs = new Map<string, Job>();
  const statements: string[] = [];
  const cancelled: string[] = [];
  let reflections: DremioReflection[] = [];
  let next: Job["end"];

  const look = (response: ServerResponse, id: string) => {
    const job = jobs.get(id);
    if (job === undefined) return refuse(response, 404, `Could not find a job with id [${id}]`);
    job.looks += 1;
    if (job.state === "RUNNING" && job.looks > 1 && job.end?.failed !== null) {
      const known = datasets.some(({ path }) => job.sql.includes(path.map((part) => `"${part}"`).join(".")));
      job.state = job.end === undefined && known ? "COMPLETED" : "FAILED";
      if (job.state === "COMPLETED") statements.push(job.sql);
    }
    const errorMessage = job.state === "FAILED" ? (job.end?.failed ?? "PDS not found") : "";
    return json(response, { jobState: job.state, rowCount: 1, errorMessage, queryType: "REST" });
  };

  const post = (response: ServerResponse, path: string, body: string) => {
    const sent = JSON.parse(body || "{}") as Readonly<Record<string, unknown>>;
    const [, cancelledJob] = /^\/api\/v3\/job\/([^/]+)\/cancel$/.exec(path) ?? [];
    if (cancelledJob !== undefined) {
      const job = jobs.get(cancelledJob);
      if (job !== undefined) job.state = "CANCELED";
      cancelled.push(cancelledJob);
      return response.writeHead(204).end();
    }
    if (path === "/api/v3/sql") {
      const id = randomUUID();
      jobs.set(id, { sql: String(sent["sql"]), end: next, looks: 0, state: "RUNNING" });
      next = undefined;
      return json(response, { id });
    }
    if (path !== "/api/v3/reflection") return refuse(response, 404, "HTTP 404 Not Found");
    const made = { ...sent, id: randomUUID() } as unknown as DremioReflection;
    if (reflections.some(({ name, datasetId }) => name === made.name && datasetId === made.datasetId))
      return refuse(response, 409, `Reflection name ${made.name} is already in use.`);
    reflections = [...reflections, made];
    return json(response, made);
  };

  const get = (response: ServerResponse, path: string) => {
    const [, job] = /^\/api\/v3\/job\/([^/]+)$/.exec(path) ?? [];
    if (job !== undefined) return look(response, job);
    const [, byPath] = /^\/api\/v3\/catalog\/by-path\/(.+)$/.exec(path) ?? [];
    const parts = byPath?.split("/").map(decodeURIComponent) ?? [];
    const dataset = datasets.find((one) => one.path.join("/") === parts.join("/"));
    if (dataset !== undefined) {
      const fields = dataset.columns.map((name) => ({ name, type: { name: "VARCHAR" } }));
      return json(response, { entityType: "dataset", id: idOf(dataset.path), path: dataset.path, fields });
    }
    if (datasets.some((one) => one.path.join("/").startsWith(`${parts.join("/")}/`)))
      return json(response, { entityType: "folder", id: idOf(parts), path: parts, children: [] });
    const [, of] = /^\/api\/v3\/dataset\/([^/]+)\/reflection$/.exec(path) ?? [];
    if (of === undefined) return refuse(response, 404, "Could not find entity with path");
    const data = reflections.filter(({ datasetId }) => datasetId === decodeURIComponent(of));
    return json(response, { data, canAlterReflections: true });
  };

  const server = await startLoopbackServer((request, response) => {
    const path = request.path.split("?")[0] ?? "";
    if (request.method === "POST" && path === "/apiv2/login") {
      const { userName, password } = JSON.parse(request.body) as Record<string, unknown>;
      if (userName !== dremioUser.username || password !== dremioUser.password)
        return refuse(response, 401, "Login failed: Invalid username or password");
      const token = randomUUID();
      sessions.add(`_dremio${token}`);
      return json(response, { token, userName, admin: true });
    }
    const { authorization = "" } = request.headers;
    if (authorization !== `Bearer ${dremioUser.token}` && !sessions.has(authorization))
      return refuse(response, 401, "Unauthorized");
    if (request.method === "POST") return post(response, path, request.body);
    if (request.method === "GET") return get(response, path);
    const [, id] = /^\/api\/v3\/reflection\/([^/]+)$/.exec(path) ?? [];
    const before = reflections.length;
    reflections = reflections.filter((one) => one.id !== id);
    return before === reflections.length
      ? refuse(response, 404, "Could not find reflection")
      : response.writeHead(200).end();
  });
  return {
    url: server.url,
    requests: server.requests,
    statements,
    cancelled,
    get reflections() {
      return reflections;
    },
    failNext: (errorMessage) => void (next = { failed: errorMessage }),
    hangNext: () => void (next = { failed: null }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function idOf(path: readonly string[]): string {
  return `dremio:/${path.join("/")}`;
}

function json(response: ServerResponse, body: unknown): ServerResponse {
  return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, errorMessage: string): ServerResponse {
  return response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ errorMessage, moreInfo: "", context: [] }));
}
