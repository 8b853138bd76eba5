/**
 * The cookie of a session. Browsers send a cookie to every port of a host, so the port that the browser sees stands in its
 * name: two Belfrys on one host do not sign each other's people out. Over https it has the prefix that makes browsers
 * take it from nobody but this very host.
 */
import type { FastifyReply, FastifyRequest } from "fastify";

const SECURE_PREFIX = "__Host-";

export function readSessionCookie(request: FastifyRequest): string | undefined {
  const name = cookieName(request);
  return request.cookies[`${SECURE_PREFIX}${name}`] ?? request.cookies[name];
}

/** Scripts cannot read it, and other sites cannot make a browser send it along with their forms. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  session: { readonly token: string; readonly secure?: boolean },
): void {
  // Behind a proxy that ends TLS often only the browser knows that the way was encrypted.
  const origin = request.headers.origin ?? "";
  const secure = session.secure ?? (request.protocol === "https" || origin.startsWith("https://"));
  const name = cookieName(request);
  void reply.setCookie(secure ? `${SECURE_PREFIX}${name}` : name, session.token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: 30 * 86_400,
  });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  const name = cookieName(request);
  // Browsers take back a cookie with the prefix only in a secure answer; the other one would be ignored there.
  void reply.clearCookie(name, { path: "/" });
  if (request.cookies[`${SECURE_PREFIX}${name}`] !== undefined) {
    void reply.clearCookie(`${SECURE_PREFIX}${name}`, { path: "/", secure: true });
  }
}

/** `belfry_session`, and with a port in the address `belfry_session_4200`. */
function cookieName({ headers }: FastifyRequest): string {
  const port = /:(\d{1,5})$/.exec(headers.host ?? "")?.[1];
  return port === undefined ? "belfry_session" : `belfry_session_${port}`;
}
