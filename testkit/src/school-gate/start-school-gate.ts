import { createServer } from "node:http";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { controlPath, handleControl } from "./control.ts";
import { FaultBoard } from "./fault-board.ts";
import { GateFault } from "./gate-fault.ts";
import { gateBasePath, indexPath, listPath, loginPath, redirect, sendHtml } from "./gate-exchange.ts";
import { GateSessions } from "./gate-sessions.ts";
import { handleIndex, handleLogin } from "./cas-login.ts";
import { handleRecordList, problemsOfListRequest } from "./record-list.ts";
import { messagePage } from "./pages.ts";
import type { GateExchange, GateRequest } from "./gate-exchange.ts";
import type { GateRecords } from "./gate-record.ts";
import type { GateSession } from "./gate-sessions.ts";
import type { InventedNights } from "./record-source.ts";

export interface SchoolGateOptions {
  /** @default 0 (a free one) */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** The service account that may log in. @default "gate-reader" */
  readonly username?: string;
  /** @default "gate-reader-password" */
  readonly password?: string;
  /** What the gate recorded, by building code. The object is used as it is: later changes show in later answers. @default {} */
  readonly records?: GateRecords;
  /** Invents records for every night that is asked for, beside `records`. @default undefined (nothing is invented) */
  readonly inventedNights?: InventedNights;
  /** The most rows in one answer, whatever `limit` asks for. @default Infinity */
  readonly pageLimit?: number;
}

/** A running gate system of a school that does not exist. */
export interface SchoolGate extends AsyncDisposable {
  /** Where the gate system is, with its folder: `http://127.0.0.1:4210/da-roadgate-resident`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly records: GateRecords;
  /** Every request so far, oldest first, without those to the control route. */
  readonly requests: readonly GateRequest[];
  readonly sessions: readonly GateSession[];
  /** Switches a fault on; earlier ones stay. */
  setFault(fault: GateFault): void;
  clearFaults(): void;
  /** Ends all sessions, as a restart of the real system does. */
  endSessions(): void;
  /** Cuts all connections and stops. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts the simulated gate system: login through a CAS form, a session cookie, and a paged list of passes.
 *
 * It is strict where the real system is silent: a list request that the real front end would not send is
 * answered with 400 and the reasons, so that a wrong query shows in a test and not in an empty list.
 *
 * @example
 * ```ts
 * await using gate = await startSchoolGate({ records: generateNight({ buildings: ["4"], date: "2026-02-15", perBuilding: 45 }) });
 * gate.setFault({ kind: "missing-rows", building: "4", page: 1 });
 * ```
 */
export async function startSchoolGate(options: SchoolGateOptions = {}): Promise<SchoolGate> {
  const { port = 0, host = "127.0.0.1", username = "gate-reader", password = "gate-reader-password" } = options;
  const faults = new FaultBoard();
  const sessions = new GateSessions();
  const requests: GateRequest[] = [];
  const closing = new AbortController();
  const deps = {
    username,
    password,
    faults,
    sessions,
    requests,
    records: options.records ?? {},
    inventedNights: options.inventedNights,
    pageLimit: options.pageLimit ?? Infinity,
    closing: closing.signal,
  };

  async function handle(exchange: GateExchange): Promise<void> {
    const { url } = exchange;
    if (url.pathname === controlPath) return handleControl(exchange, deps);
    requests.push(logEntry(exchange));
    if (url.pathname === loginPath) return handleLogin(exchange, deps);
    if (url.pathname === indexPath) return handleIndex(exchange, deps);
    if (url.pathname === listPath) return handleRecordList(exchange, deps);
    if (url.pathname === gateBasePath || url.pathname === `${gateBasePath}/`) {
      return redirect(exchange, indexPath);
    }
    return sendHtml(exchange, 404, messagePage("404", "页面不存在"));
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host ?? host}`);
    handle({ request, response, url }).catch((error: unknown) => {
      // A late answer of a closing gate, a client that hung up, a body too large: no answer is the right one, but not a silent one.
      if (!closing.signal.aborted)
        process.emitWarning(`The school gate could not answer ${request.url}: ${String(error)}`);
      response.destroy();
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();

  let closed: Promise<void> | undefined;
  function close(): Promise<void> {
    closed ??= new Promise((resolve) => {
      closing.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  }

  return {
    url: `http://${host}:${typeof address === "object" ? address?.port : port}${gateBasePath}`,
    username,
    password,
    records: deps.records,
    requests,
    get sessions() {
      return sessions.list();
    },
    setFault: (fault) => faults.set(GateFault.parse(fault)),
    clearFaults: () => faults.clear(),
    endSessions: () => sessions.endAll(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function logEntry(exchange: GateExchange): GateRequest {
  const { request, response, url } = exchange;
  return {
    at: new Date(),
    method: request.method ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    problems: url.pathname === listPath ? problemsOfListRequest(exchange) : [],
    get status() {
      return response.headersSent ? response.statusCode : undefined;
    },
  };
}
