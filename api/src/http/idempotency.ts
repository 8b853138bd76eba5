import type { Caller, RequestKeys } from "@belfry/access";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ApiLog } from "../api-deps.ts";
import { callerKey } from "./caller-key.ts";

type Claim = Extract<Awaited<ReturnType<RequestKeys["begin"]>>, { kind: "begun" }>["claim"];

/** The header of every POST of somebody who is known: it creates or sends, and the client may not know whether it did. */
export const IdempotencyHeaders = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7E]{1,255}$/, "An Idempotency-Key is 1 to 255 visible ASCII characters.")
    .optional()
    .describe(
      "Any text of your own that is new for each request. Sent again with the same body within a day, it is answered as the first time, with the header `Idempotency-Replayed: true`, and nothing is done twice.",
    ),
});

export interface Idempotency {
  /**
   * Whether the request was answered already; then its answer is sent again.
   * @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_FLIGHT
   */
  replay(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<boolean>;
  /** Keeps the answer that is about to be sent. Our own failures free the key: then nothing was promised. */
  keep(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<void>;
}

export function createIdempotency(keys: RequestKeys, log: ApiLog): Idempotency {
  const claims = new WeakMap<FastifyRequest, Claim>();

  return {
    async replay(request, reply, caller) {
      const key = request.headers["idempotency-key"];
      if (typeof key !== "string") return false;
      const said = JSON.stringify([request.method, request.url, request.body ?? null]);
      const begun = await keys.begin({ caller: callerKey(caller), key, request: said });
      if (begun.kind === "begun") {
        claims.set(request, begun.claim);
        return false;
      }
      const { status, body } = begun.answer;
      void reply.code(status).header("idempotency-replayed", "true");
      if (body === "") void reply.send();
      // As bytes, so that no schema of the route is asked how to write them.
      else
        void reply.type(`application/${status < 400 ? "json" : "problem+json"}; charset=utf-8`).send(Buffer.from(body));
      return true;
    },

    async keep(request, reply, payload) {
      const claim = claims.get(request);
      if (claim === undefined) return;
      claims.delete(request);
      const { statusCode: status } = reply;
      try {
        if (status >= 500) await keys.release(claim);
        else await keys.finish(claim, { status, body: typeof payload === "string" ? payload : "" });
      } catch (error) {
        // The work is done: its answer is worth more to the client than the certainty that it can be had again.
        log.error("the answer to a request with an Idempotency-Key was not kept", {
          requestId: request.id,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    },
  };
}
