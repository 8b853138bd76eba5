/**
 * A Metabase that answers as the real one does where that surprises its callers: queries answer 202, also when they failed;
 * the ordinary endpoints give 2,000 rows at most and mention it in passing; exports name columns by what people see.
 *
 * Source: https://www.metabase.com/docs/latest/api, and https://www.metabase.com/docs/latest/questions/exporting-results
 */
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { startLoopbackServer, type SeenRequest } from "@belfry/fakes";

/** A saved question. */
export interface MetabaseCard {
  readonly id: number;
  readonly columns: readonly { readonly name: string; readonly displayName: string }[];
  /** Called with the parameters of each call. */
  readonly rows: (parameters: readonly MetabaseParameter[]) => readonly (readonly unknown[])[];
  /** Set to let the query fail: what the database said. */
  readonly error?: string;
}

export interface MetabaseParameter {
  readonly type: string;
  readonly target: unknown;
  readonly value: unknown;
}

export interface Metabase extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How often somebody signed in. */
  readonly logins: number;
  /** Ends all sessions, as a restart does. */
  expireSessions(): void;
  /** The next query is answered with this status and no more. */
  failNext(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Queries that succeed are answered with this status: versions differ. Undefined: 202, and 200 for exports. */
  answerWith(status: 200 | 202 | undefined): void;
}

/** What its ordinary endpoints give at most. */
const BARE_ROWS = 2_000;

export const metabaseUser = {
  username: "belfry@example.org",
  password: "belfry-test",
  apiKey: "mb_belfry-test=",
} as const;

/** Starts a Metabase with these cards. A native query through `/api/dataset` is answered by the first card. */
export async function startMetabase(cards: readonly MetabaseCard[]): Promise<Metabase> {
  const sessions = new Set<string>();
  let logins = 0;
  let success: 200 | 202 | undefined;
  let failure: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | undefined;

  const login = (request: SeenRequest, response: ServerResponse) => {
    const { username, password } = JSON.parse(request.body) as Record<string, unknown>;
    if (username !== metabaseUser.username || password !== metabaseUser.password) {
      return json(response, 401, { errors: { password: "did not match stored password" } });
    }
    const id = randomUUID();
    sessions.add(id);
    logins += 1;
    return json(response, 200, { id });
  };

  const ask = (
    response: ServerResponse,
    card: MetabaseCard,
    { body, isExport }: { body: string; isExport: boolean },
  ) => {
    if (failure !== undefined) {
      const { status, headers } = failure;
      failure = undefined;
      return response.writeHead(status, headers).end("Not now.");
    }
    if (card.error !== undefined)
      return json(response, 202, { status: "failed", error: card.error, data: { rows: [], cols: [] } });
    const { parameters = [] } = body === "" ? {} : (JSON.parse(body) as { parameters?: string | MetabaseParameter[] });
    const rows = card.rows(
      typeof parameters === "string" ? (JSON.parse(parameters) as MetabaseParameter[]) : parameters,
    );
    const { columns } = card;
    if (isExport) {
      const named = rows.map((row) => Object.fromEntries(columns.map(({ displayName }, at) => [displayName, row[at]])));
      return json(response, success ?? 200, named);
    }
    const given = rows.slice(0, BARE_ROWS);
    const cols = columns.map(({ name, displayName }) => ({ name, display_name: displayName, base_type: "type/Text" }));
    return json(response, success ?? 202, {
      status: "completed",
      row_count: given.length,
      data: { rows: given, cols, ...(rows.length > BARE_ROWS && { rows_truncated: BARE_ROWS }) },
    });
  };

  const server = await startLoopbackServer((request, response) => {
    const path = request.path.split("?")[0] ?? "";
    if (request.method === "POST" && /^\/api\/session\/?$/.test(path)) return login(request, response);
    const isKnown =
      sessions.has(String(request.headers["x-metabase-session"])) ||
      request.headers["x-api-key"] === metabaseUser.apiKey;
    if (!isKnown) return response.writeHead(401).end("Unauthenticated");
    const [, id, query, format] = /^\/api\/card\/(\d+)(\/query)?(\/json)?$/.exec(path) ?? [];
    const card = path.startsWith("/api/dataset") ? cards[0] : cards.find((one) => one.id === Number(id));
    if (card === undefined) return response.writeHead(404).end("Not found.");
    if (request.method === "GET" && query === undefined) {
      const metadata = card.columns.map(({ name, displayName }) => ({ name, display_name: displayName }));
      return json(response, 200, { id: card.id, name: `Card ${card.id}`, result_metadata: metadata });
    }
    const isExport = format !== undefined || path === "/api/dataset/json";
    const outer = JSON.parse(request.body || "{}") as { query?: string };
    // The export of a query carries it as a text of JSON.
    const body = path === "/api/dataset/json" ? (outer.query ?? "{}") : request.body;
    return ask(response, card, { body, isExport });
  });
  return {
    url: server.url,
    requests: server.requests,
    get logins() {
      return logins;
    },
    expireSessions: () => sessions.clear(),
    failNext: (status, headers = {}) => (failure = { status, headers }),
    answerWith: (status) => (success = status),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function json(response: ServerResponse, status: number, body: unknown): unknown {
  return response.writeHead(status, { "content-type": "application/json;charset=utf-8" }).end(JSON.stringify(body));
}
