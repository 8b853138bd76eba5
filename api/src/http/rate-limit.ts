/**
 * How many requests a minute one caller, or one address without credentials, may make. Counted in each process on its
 * own and before anything of a body is read: it keeps one program from taking all of a node, it is no accounting.
 */
import fastifyRateLimit from "@fastify/rate-limit";
import type { Caller } from "@belfry/access";
import { AppError } from "@belfry/model";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { callerKey } from "./caller-key.ts";

export interface RateLimits {
  /** For each person, key or token, where it has no limit of its own. */
  readonly perCaller: number;
  /** For each address, of requests without valid credentials. */
  readonly perAddress: number;
}

/** Counts one request. @throws AppError RATE_LIMITED, with `retryAfterSeconds` */
export type CountRequest = (request: FastifyRequest, reply: FastifyReply, caller: Caller | undefined) => Promise<void>;

const MINUTE_MS = 60_000;

/** Makes the counters; they count once the server is ready. */
export function createRateLimit(app: FastifyInstance, limits: RateLimits): CountRequest {
  const callers = new WeakMap<FastifyRequest, Caller>();
  void app.register(fastifyRateLimit, { global: false });

  const makeCounters = () => ({
    caller: app.createRateLimit({
      timeWindow: MINUTE_MS,
      max: (request) => callers.get(request)?.requestsPerMinute ?? limits.perCaller,
      keyGenerator: (request) => callerKey(callers.get(request) ?? unknownCaller),
    }),
    // The library's own way of naming addresses: all of a /64 of IPv6 is one household.
    address: app.createRateLimit({ timeWindow: MINUTE_MS, max: limits.perAddress }),
  });
  let counters: ReturnType<typeof makeCounters> | undefined;

  return async (request, reply, caller) => {
    if (caller !== undefined && isLocal(caller)) return;
    if (caller !== undefined) callers.set(request, caller);
    counters ??= makeCounters();
    // Whoever has closed the connection has no address any more, and would not be counted. Nobody hears this answer.
    if (caller === undefined && request.raw.socket.remoteAddress === undefined)
      throw new AppError("RATE_LIMITED", { retryAfterSeconds: 1, reason: "The connection was closed." });
    const counted = await (caller === undefined ? counters.address : counters.caller)(request);
    if (counted.isAllowed) return;
    void reply.headers({
      "ratelimit-limit": counted.max,
      "ratelimit-remaining": counted.remaining,
      "ratelimit-reset": counted.ttlInSeconds,
    });
    if (!counted.isExceeded) return;
    throw new AppError("RATE_LIMITED", {
      retryAfterSeconds: counted.ttlInSeconds,
      reason: `The limit is ${counted.max} a minute.`,
    });
  };
}

const unknownCaller = { kind: "token", name: "", userId: null } as const;

/** The command line on the same machine: whoever can read its token could read the database as well. */
function isLocal(caller: Caller): boolean {
  return caller.kind === "token" && caller.name === "command line";
}
