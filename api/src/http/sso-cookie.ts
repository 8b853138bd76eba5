import type { FastifyReply, FastifyRequest } from "fastify";

const NAME = "belfry_sso";
const PATH = "/v1/session/oidc";

/** Only the browser that began a sign-in through the provider has it: its answer is worth nothing in another one. */
export function readSsoCookie(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** Lax and not strict: the provider sends the browser back, and the cookie has to come along. */
export function setSsoCookie(
  reply: FastifyReply,
  { token, secure }: { readonly token: string; readonly secure: boolean },
): void {
  void reply.setCookie(NAME, token, { path: PATH, httpOnly: true, sameSite: "lax", secure, maxAge: 600 });
}

export function clearSsoCookie(reply: FastifyReply): void {
  void reply.clearCookie(NAME, { path: PATH });
}
