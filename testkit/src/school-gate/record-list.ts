import { setTimeout as pause } from "node:timers/promises";
import { indexPath, readCookie, redirectToLogin, sendHtml, sendJson } from "./gate-exchange.ts";
import { readListQuery } from "./list-query.ts";
import { recordsInWindow } from "./record-source.ts";
import type { FaultBoard } from "./fault-board.ts";
import type { GateExchange } from "./gate-exchange.ts";
import type { GateRecords } from "./gate-record.ts";
import type { GateSessions } from "./gate-sessions.ts";
import type { InventedNights } from "./record-source.ts";
import type { ListQuery } from "./list-query.ts";

export interface RecordListDeps {
  readonly faults: FaultBoard;
  readonly sessions: GateSessions;
  readonly records: GateRecords;
  readonly inventedNights: InventedNights | undefined;
  /** The most rows in one answer, whatever `limit` asks for. */
  readonly pageLimit: number;
  /** Ends late answers when the gate closes. */
  readonly closing: AbortSignal;
}

/** Everything wrong with a list request, its headers included; empty when the real front end could have sent it. */
export function problemsOfListRequest({ request, url }: GateExchange): string[] {
  const read = readListQuery(url.searchParams);
  const problems = read.kind === "refused" ? read.problems : [];
  if (request.headers["x-requested-with"] !== "XMLHttpRequest")
    problems.push("X-Requested-With: must be XMLHttpRequest");
  if (request.headers.referer?.startsWith(`${url.origin}${indexPath}`) !== true) {
    problems.push(`Referer: must be the index page ${url.origin}${indexPath}`);
  }
  return problems;
}

/** Answers one page of passes. Faults of the line come first, then the session, then the request itself. */
export async function handleRecordList(exchange: GateExchange, deps: RecordListDeps): Promise<void> {
  const { request, response, url } = exchange;
  const { faults, sessions } = deps;
  const read = readListQuery(url.searchParams);
  const place = read.kind === "query" ? { building: read.query.building.code, page: read.query.page } : {};

  const slow = faults.take("slow", place);
  if (slow !== undefined) await pause(slow.delayMs, undefined, { signal: deps.closing });
  if (faults.take("connection-reset", place) !== undefined) {
    response.socket?.resetAndDestroy();
    return;
  }

  const sid = readCookie(request, "sid");
  if (faults.take("session-lost", place) !== undefined) sessions.end(sid);
  if (!sessions.useForList(sid, faults.find("session-expires-after")?.requests ?? Infinity)) {
    redirectToLogin(exchange, url);
    return;
  }

  const problems = problemsOfListRequest(exchange);
  if (read.kind === "refused" || problems.length > 0) {
    sendJson(exchange, 400, { message: "The gate system does not know such a request.", problems });
    return;
  }
  if (answerWithFault(exchange, deps, place)) return;
  const page = pageOf(read.query, deps);
  if (faults.take("missing-total", place) !== undefined) sendJson(exchange, 200, { rows: page.rows });
  else if (faults.take("missing-rows", place) !== undefined) sendJson(exchange, 200, { total: page.total });
  else if (faults.take("zero-total", place) !== undefined) sendJson(exchange, 200, { total: 0, rows: [] });
  else sendJson(exchange, 200, page);
}

/** The faults that answer with something other than a list. */
function answerWithFault(
  exchange: GateExchange,
  { faults }: RecordListDeps,
  place: { building?: string; page?: number },
): boolean {
  const status = faults.take("status", place);
  if (status !== undefined) {
    sendHtml(exchange, status.status, `<html><body><h1>HTTP Status ${status.status}</h1></body></html>`);
    return true;
  }
  const login = faults.take("login-redirect", place);
  if (login !== undefined) {
    redirectToLogin(exchange, exchange.url, { gateway: login.andBack === true });
    return true;
  }
  if (faults.take("not-json", place) !== undefined) {
    sendHtml(exchange, 200, "<html><body>系统维护中</body></html>");
    return true;
  }
  return false;
}

function pageOf(query: ListQuery, deps: RecordListDeps): { total: number; rows: object[] } {
  const { building, offset } = query;
  const all = recordsInWindow(deps, query);
  const rows = all.slice(offset, offset + Math.min(query.limit, deps.pageLimit)).map((record) => ({
    ...record,
    // The real rows carry more than anybody reads; a reader has to cope with fields that it does not know.
    buildingId: building.buildingId,
    buildingName: `${building.group}${building.display}`,
    passDirection: "1",
  }));
  return { total: all.length, rows };
}
