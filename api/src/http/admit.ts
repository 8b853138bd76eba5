import { mayDo, type Caller } from "@belfry/access";
import { AppError } from "@belfry/model";
import type { FastifyRequest } from "fastify";
import type { RouteDeps } from "../api-deps.ts";
import type { Route } from "../contract/define-route.ts";
import { checkSameOrigin } from "./same-origin.ts";
import { readSessionCookie } from "./session-cookie.ts";

type Admission = Pick<RouteDeps["access"], "callerOfSession" | "callerOfToken">;

/**
 * Who makes this request, and whether they may. Nothing of the request's body has been read yet.
 *
 * @returns nothing for a route that is open to anyone
 * @throws AppError NOT_AUTHENTICATED, PERMISSION_DENIED, ORIGIN_REFUSED
 */
export async function admit(
  request: FastifyRequest,
  { permission, reach = "installation" }: Pick<Route, "permission" | "reach">,
  access: Admission,
): Promise<Caller | undefined> {
  if (permission === "anyone") {
    checkSameOrigin(request, { required: false });
    return undefined;
  }
  const caller = await identify(request, access);
  if (permission !== "signed-in" && !mayDo(caller, permission)) {
    throw new AppError("PERMISSION_DENIED", { reason: `It needs the permission ${permission}.`, permission });
  }
  if (caller.scope !== null && reach === "installation" && permission !== "signed-in") {
    const reason = "It concerns the whole installation, and you are restricted to a part of it.";
    throw new AppError("PERMISSION_DENIED", { reason, permission });
  }
  return caller;
}

async function identify(request: FastifyRequest, access: Admission): Promise<Caller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const caller = token === undefined ? undefined : await access.callerOfToken(token);
    if (caller === undefined) throw new AppError("NOT_AUTHENTICATED", { reason: "The token is not known here." });
    return caller;
  }
  const session = readSessionCookie(request);
  const caller = session === undefined ? undefined : await access.callerOfSession(session);
  if (caller === undefined) throw new AppError("NOT_AUTHENTICATED");
  checkSameOrigin(request, { required: true });
  return caller;
}
