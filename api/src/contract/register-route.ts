import { actorOf, type Caller } from "@belfry/access";
import type { Actor } from "@belfry/model";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendEventStream } from "../events/event-stream.ts";
import { admit } from "../http/admit.ts";
import { sendDownload } from "../http/send-download.ts";
import { clearSessionCookie, readSessionCookie, setSessionCookie } from "../http/session-cookie.ts";
import { checkStorableText } from "../http/storable-text.ts";
import type { Download, Route, RouteHttp, RouteServices, Subscribe } from "./define-route.ts";
import { isSchema, routeSchema, routeUrl } from "./route-schema.ts";

/** Turns a contract into a route of the server: admits the caller, checks the input, calls the work, sends the result. */
export function registerRoute(
  app: FastifyInstance,
  route: Route,
  services: RouteServices,
  streams: Set<() => void>,
): void {
  const callers = new WeakMap<FastifyRequest, Caller>();

  app.route({
    method: route.method,
    url: routeUrl(route),
    schema: routeSchema(route),
    onRequest: async (request) => {
      const caller = await admit(request, route, services.access);
      if (caller !== undefined) callers.set(request, caller);
    },
    preValidation: async ({ body, params, query }) => checkStorableText({ body, params, query }),
    handler: async (request, reply) => {
      const caller = callers.get(request);
      const result = await route.handle({
        ...services,
        params: request.params,
        query: request.query,
        headers: request.headers,
        body: request.body,
        // Whoever got here to a route that is not open to anyone has been admitted above.
        caller,
        actor: actorOfRequest(request, caller),
        scope: caller?.scope ?? null,
        http: httpOf(request, reply),
      });
      if (isSchema(route.response)) return reply.send(result);
      switch (route.response.kind) {
        case "no-content":
          return reply.code(204).send();
        case "download":
          return sendDownload(reply, result as Download);
        case "event-stream": {
          const mayStay = () => admit(request, route, services.access).then(Boolean);
          sendEventStream(request, reply, { subscribe: result as Subscribe, mayStay, streams });
          return reply;
        }
      }
    },
  });
}

function actorOfRequest(request: FastifyRequest, caller: Caller | undefined): Actor {
  const from = { address: request.ip, requestId: request.id };
  return caller === undefined ? { kind: "unknown", name: "", ...from } : actorOf(caller, from);
}

function httpOf(request: FastifyRequest, reply: FastifyReply): RouteHttp {
  return {
    address: request.ip,
    sessionToken: readSessionCookie(request),
    setSession: (session) => setSessionCookie(request, reply, session),
    clearSession: () => clearSessionCookie(reply),
    setStatus: (status) => void reply.code(status),
  };
}
