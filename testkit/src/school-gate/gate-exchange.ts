import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

/** The folder of the gate system on its host. */
export const gateBasePath = "/da-roadgate-resident";
export const indexPath = `${gateBasePath}/index`;
export const listPath = `${gateBasePath}/inout/inout_record/get_inout_list_paged_json`;
export const loginPath = "/cas/login";

/** One request that reached the gate, for assertions. Bodies are not kept: they hold a password. */
export interface GateRequest {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** What the simulation found wrong with the request; empty when the real system would be content. */
  readonly problems: readonly string[];
  /** The status of the answer; undefined while there is none, and for ever when the connection was cut. */
  readonly status: number | undefined;
}

/** One request and its answer on the way through the handlers. */
export interface GateExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

export function readCookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1];
}

/** Reads a small body. A simulation that reads without a limit would hide a client that sends too much. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > 65_536) throw new Error("The body of a request to the school gate is larger than 64 KiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function sendHtml({ response }: GateExchange, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html;charset=UTF-8", "cache-control": "no-store" }).end(html);
}

export function sendJson({ response }: GateExchange, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json;charset=UTF-8" }).end(JSON.stringify(value));
}

export function redirect({ response }: GateExchange, location: string, cookies: readonly string[] = []): void {
  response
    .writeHead(302, { location, "content-length": 0, ...(cookies.length > 0 && { "set-cookie": [...cookies] }) })
    .end();
}

/** Sends the caller to the login page, which later sends it back to `service`. */
export function redirectToLogin(
  exchange: GateExchange,
  service: URL,
  options: { readonly gateway?: boolean } = {},
): void {
  const login = new URL(loginPath, service.origin);
  login.searchParams.set("service", service.href);
  if (options.gateway === true) login.searchParams.set("gateway", "true");
  redirect(exchange, login.href);
}
