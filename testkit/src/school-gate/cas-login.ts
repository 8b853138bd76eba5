import { indexPage, loginPage, messagePage } from "./pages.ts";
import { gateBasePath, indexPath, readBody, readCookie, redirect, redirectToLogin, sendHtml } from "./gate-exchange.ts";
import type { GateExchange } from "./gate-exchange.ts";
import type { FaultBoard } from "./fault-board.ts";
import type { GateSessions } from "./gate-sessions.ts";

export interface LoginDeps {
  readonly username: string;
  readonly password: string;
  readonly faults: FaultBoard;
  readonly sessions: GateSessions;
}

/** The login page and its form. A status of 200 says nothing here: wrong credentials have it too. */
export async function handleLogin(exchange: GateExchange, deps: LoginDeps): Promise<void> {
  const { request, url } = exchange;
  const service = serviceOf(url);
  if (service === undefined) {
    sendHtml(exchange, 403, messagePage("未认证授权的服务", "CAS的服务记录是空的，没有定义服务。"));
    return;
  }
  if (request.method === "POST") {
    await acceptForm(exchange, deps, service);
    return;
  }
  // CAS "gateway" mode: whoever has no single sign-on session is sent back without being asked.
  if (url.searchParams.get("gateway") === "true") {
    redirect(exchange, new URL(indexPath, service.origin).href);
    return;
  }
  // No answer at all; closing the gate ends the connection.
  if (deps.faults.take("login-page-hangs") !== undefined) return;
  showForm(exchange, deps, {});
}

/** The page behind the login: takes the ticket of a fresh login, and sends everybody else away. */
export function handleIndex(exchange: GateExchange, deps: LoginDeps): void {
  const { request, url } = exchange;
  const index = new URL(indexPath, url.origin);
  const ticket = url.searchParams.get("ticket");
  if (ticket !== null) {
    if (!deps.sessions.redeemKey("ST", ticket)) {
      redirectToLogin(exchange, index);
      return;
    }
    const { sid } = deps.sessions.open();
    // `sid` comes first: the browser-driven predecessor takes the first cookie, whatever its name is.
    redirect(exchange, index.href, [`sid=${sid}; Path=${gateBasePath}; HttpOnly`, `route=${sid.slice(0, 8)}; Path=/`]);
    return;
  }
  if (!deps.sessions.isOpen(readCookie(request, "sid"))) {
    redirectToLogin(exchange, index);
    return;
  }
  sendHtml(exchange, 200, indexPage());
}

async function acceptForm(exchange: GateExchange, deps: LoginDeps, service: URL): Promise<void> {
  const form = new URLSearchParams(await readBody(exchange.request));
  const username = form.get("username") ?? "";
  const formIsFresh =
    form.get("execution") === "e1s1" &&
    form.get("_eventId") === "submit" &&
    deps.sessions.redeemKey("LT", form.get("lt"));
  if (!formIsFresh) {
    showForm(exchange, deps, { username, error: "登录页面已失效，请重新登录" });
    return;
  }
  if (username !== deps.username || form.get("password") !== deps.password) {
    showForm(exchange, deps, { username, error: "用户名或密码错误" });
    return;
  }
  if (deps.faults.take("login-title-unchanged") !== undefined) {
    showForm(exchange, deps, { username });
    return;
  }
  service.searchParams.set("ticket", deps.sessions.issueKey("ST"));
  redirect(exchange, service.href);
}

function showForm(
  exchange: GateExchange,
  deps: LoginDeps,
  { username, error }: { readonly username?: string; readonly error?: string },
): void {
  const withSubmit = deps.faults.take("login-without-submit") === undefined;
  const action = `${exchange.url.pathname}${exchange.url.search}`;
  sendHtml(exchange, 200, loginPage({ action, loginKey: deps.sessions.issueKey("LT"), error, username, withSubmit }));
}

/** Where the login leads; CAS serves only the applications that it knows. */
function serviceOf(url: URL): URL | undefined {
  const service = url.searchParams.get("service");
  if (service === null || !URL.canParse(service)) return undefined;
  const parsed = new URL(service);
  return parsed.origin === url.origin && parsed.pathname.startsWith(`${gateBasePath}/`) ? parsed : undefined;
}
