import type { FastifyReply, FastifyRequest } from "fastify";

const NAME = "belfry_session";

export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** Scripts cannot read it, and other sites cannot make a browser send it along with their forms. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  session: { readonly token: string; readonly expiresAt: Date },
): void {
  // Behind a proxy that ends TLS only the browser knows that the way was encrypted.
  const secure = request.protocol === "https" || (request.headers.origin ?? "").startsWith("https://");
  void reply.setCookie(NAME, session.token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: 30 * 86_400,
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(NAME, { path: "/" });
}
