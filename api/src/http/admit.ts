import { mayDo, type Caller } from "@belfry/access";
import { AppError } from "@belfry/model";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RouteDeps } from "../api-deps.ts";
import type { Route } from "../contract/define-route.ts";
import type { CountRequest } from "./rate-limit.ts";
import { checkSameOrigin } from "./same-origin.ts";
import { readSessionCookie } from "./session-cookie.ts";

type Admission = Pick<RouteDeps["access"], "callerOfSession" | "callerOfToken">;

/** Counts the request of whoever turned out to make it, before anything else is decided. */
export interface Counting {
  readonly reply: FastifyReply;
  readonly countRequest: CountRequest;
  /** Told who was refused, before they are. */
  readonly denied?: (caller: Caller | undefined, error: AppError) => Promise<void>;
}

/**
 * Who makes this request, and whether they may. Nothing of the request's body has been read yet.
 *
 * @returns nothing for a route that is open to anyone
 * @param counting left out where an answer that has begun is only looked at again
 * @throws AppError NOT_AUTHENTICATED, PERMISSION_DENIED, ORIGIN_REFUSED, RATE_LIMITED
 */
export async function admit(
  request: FastifyRequest,
  { permission, reach = "installation", alsoNeeds = [] }: Pick<Route, "permission" | "reach" | "alsoNeeds">,
  access: Admission,
  counting?: Counting,
): Promise<Caller | undefined> {
  const refuse = async (refused: Caller | undefined, error: AppError): Promise<never> => {
    await counting?.denied?.(refused, error);
    throw error;
  };
  const count = (caller: Caller | undefined) => counting?.countRequest(request, counting.reply, caller);
  if (permission === "anyone") {
    await count(undefined);
    checkSameOrigin(request, { required: false });
    return undefined;
  }
  const caller = await identify(request, access);
  await count(caller);
  if (caller === undefined) {
    const error = new AppError("NOT_AUTHENTICATED", refusedToken(request));
    // Somebody who opens the console signed out, or after their session has ended, tries nothing: only a token is written down.
    if (request.headers.authorization === undefined) throw error;
    return refuse(caller, error);
  }
  if (request.headers.authorization === undefined) checkSameOrigin(request, { required: true });
  if (caller.pending !== null && !isOwnSession(permission, request)) {
    const code = caller.pending === "password-change" ? "PASSWORD_CHANGE_REQUIRED" : "SECOND_FACTOR_REQUIRED";
    return refuse(caller, new AppError(code));
  }
  if (permission !== "signed-in" && !mayDo(caller, permission)) {
    const reason = `It needs the permission ${permission}.`;
    return refuse(caller, new AppError("PERMISSION_DENIED", { reason, permission }));
  }
  const missing = alsoNeeds.find((needed) => !mayDo(caller, needed));
  if (missing !== undefined) {
    const reason = `It needs the permission ${missing} in addition: what it answers cannot be masked.`;
    return refuse(caller, new AppError("PERMISSION_DENIED", { reason, permission: missing }));
  }
  if (caller.scope !== null && reach === "installation" && permission !== "signed-in") {
    const reason = "It concerns the whole installation, and you are restricted to a part of it.";
    return refuse(caller, new AppError("PERMISSION_DENIED", { reason, permission }));
  }
  return caller;
}

/** By its token when it brings one, else by the session of its cookie. */
async function identify(request: FastifyRequest, access: Admission): Promise<Caller | undefined> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : access.callerOfToken(token);
  }
  const session = readSessionCookie(request);
  return session === undefined ? undefined : access.callerOfSession(session);
}

/** What somebody needs who has to choose a password, or to set up a second factor, before anything else. */
function isOwnSession(permission: Route["permission"], { routeOptions }: FastifyRequest): boolean {
  return permission === "signed-in" && /^\/v1\/session(\/|$)/.test(routeOptions.url ?? "");
}

function refusedToken({ headers }: FastifyRequest): { reason?: string } {
  return headers.authorization === undefined ? {} : { reason: "The token is not known here." };
}
