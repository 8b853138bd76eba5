import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ApiLog } from "../api-deps.ts";
import { problemDocument, toAppError } from "./problem.ts";
import { standardHeaders } from "./security-headers.ts";

/** Answers an error with its problem document. What is our own fault goes to the log as a whole and stays out of the answer. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply, log: ApiLog): FastifyReply {
  const error = toAppError(thrown);
  if (error.status >= 500) {
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    // Without the query: that of somebody who comes back from the provider holds a code. The last part of an address for
    // receipts is a secret, too.
    const path = request.url.replace(/\?.*$/s, "").replace(/^(\/v1\/receipts\/[^/]+\/[^/]+)\/.*$/s, "$1/***");
    log.error("a request failed", { requestId: request.id, method: request.method, path, reason });
  }
  // Set once more: an address that cannot be decoded gets here without having passed any hook.
  void reply.headers({ ...standardHeaders, "x-request-id": request.id });
  const { retryAfterSeconds } = error.details;
  if (typeof retryAfterSeconds === "number") void reply.header("retry-after", retryAfterSeconds);
  if (error.status === 401) void reply.header("www-authenticate", 'Bearer realm="belfry"');
  // As a text, so that no schema of the route is asked how to write it.
  const body = JSON.stringify(problemDocument(error, request.id));
  return reply.code(error.status).type("application/problem+json; charset=utf-8").send(body);
}

export function handleErrors(app: FastifyInstance, log: ApiLog): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, log));
}
