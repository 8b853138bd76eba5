import { Readable } from "node:stream";
import { actorOf, type Caller } from "@belfry/access";
import { AppError, isAppError, type Actor } from "@belfry/model";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendEventStream } from "../events/event-stream.ts";
import type { OpenStreams } from "../events/open-streams.ts";
import { admit } from "../http/admit.ts";
import { checkScope } from "../http/check-scope.ts";
import { deniedCall } from "../http/denied-call.ts";
import type { DeniedCalls } from "../http/denied-calls.ts";
import type { Idempotency } from "../http/idempotency.ts";
import type { CountRequest } from "../http/rate-limit.ts";
import { maskedFor } from "../http/masked-for.ts";
import { piecesOf } from "../http/read-streamed-bodies.ts";
import { sendDownload } from "../http/send-download.ts";
import { clearSessionCookie, readSessionCookie, setSessionCookie } from "../http/session-cookie.ts";
import { clearSsoCookie, readSsoCookie, setSsoCookie } from "../http/sso-cookie.ts";
import { checkStorableText } from "../http/storable-text.ts";
import type { Download, RawRequest, Route, RouteHttp, RouteServices, Subscribe } from "./define-route.ts";
import { isSchema, routeSchema, routeUrl, takesIdempotencyKey } from "./route-schema.ts";

/** What all routes of a server share and none of them is handed. */
export interface RouteServer {
  /** Ends the event streams that are open. */
  readonly streams: OpenStreams;
  readonly countRequest: CountRequest;
  readonly idempotency: Idempotency;
  readonly deniedCalls: DeniedCalls;
}

/** Turns a contract into a route of the server: admits the caller, checks the input, calls the work, sends the result. */
export function registerRoute(app: FastifyInstance, route: Route, services: RouteServices, server: RouteServer): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const { streams, idempotency, deniedCalls } = server;
  const mayOmitBody = route.body?.safeParse(undefined).success === true;
  // Whoever looks after the installation must not be told that it is ill because they look too often.
  const countRequest: CountRequest = route.path.startsWith("/v1/") ? server.countRequest : async () => undefined;

  const keyed = takesIdempotencyKey(route);
  app.route({
    method: route.method,
    url: routeUrl(route),
    schema: routeSchema(route),
    // To ask for the headers alone of a stream would begin a stream.
    exposeHeadRoute: isSchema(route.response) || route.response.kind !== "event-stream",
    ...(route.bodyLimitBytes !== undefined && { bodyLimit: route.bodyLimitBytes }),
    onRequest: async (request, reply) => {
      const caller = await admit(request, route, services.access, {
        reply,
        countRequest,
        denied: (refused, error) =>
          deniedCalls.add(deniedCall(route, request, actorOfRequest(request, refused), error)),
      });
      if (caller !== undefined) callers.set(request, caller);
    },
    preValidation: async (request) => {
      // Fastify hands a body that was left out to the schema as null, which is none of its defaults.
      if (mayOmitBody) request.body ??= {};
      const { body, params, query } = request;
      if (route.rawBody !== undefined) {
        checkStorableText({ params, query });
        return;
      }
      if (route.body === undefined) checkNoBody(body);
      checkStorableText({ body, params, query });
    },
    onError: async (request, _reply, error) => {
      // Without the address it was sent to: what strangers try out is none of the audit trail's words.
      if (isAppError(error, "HOOK_REFUSED")) {
        const by = actorOfRequest(request, undefined);
        await deniedCalls.add({ by, operation: route.operation, subject: { kind: "hook", id: "" }, code: error.code });
      }
      // Whoever was refused before they were admitted is written down there.
      if (!callers.has(request) || !isAppError(error) || error.status !== 403) return;
      await deniedCalls.add(deniedCall(route, request, actorOfRequest(request, callers.get(request)), error));
    },
    preHandler: async (request) => {
      const caller = callers.get(request);
      if (caller !== undefined && route.reach === "scoped" && route.mayCreate !== true) {
        await checkScope(services, request.params, caller);
      }
    },
    handler: async (request, reply) => {
      const caller = callers.get(request);
      if (caller !== undefined && keyed && (await idempotency.replay(request, reply, caller))) return reply;
      const work = route.handle({
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
        raw: rawOf(request, route),
      });
      const result = await maskedFor(caller, services.access.settings, route.response, work);
      if (route.status !== undefined) void reply.code(route.status);
      if (isSchema(route.response)) return reply.send(result);
      switch (route.response.kind) {
        case "no-content":
          return reply.code(204).send();
        case "download":
          return sendDownload(reply, result as Download);
        case "redirect":
          return reply.redirect((result as { readonly location: string }).location, 303);
        case "event-stream": {
          const mayStay = () => admit(request, route, services.access).then(Boolean);
          sendEventStream(request, reply, { subscribe: result as Subscribe, mayStay, streams });
          return reply;
        }
      }
    },
    ...(keyed && {
      onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        await idempotency.keep(request, reply, payload);
        return payload;
      },
    }),
  });
}

/** Whoever sends something expects that it is read. An empty object is what many clients send for nothing. */
function checkNoBody(body: unknown): void {
  if (body === undefined || body === null) return;
  if (typeof body === "object" && !Array.isArray(body) && Object.keys(body).length === 0) return;
  throw new AppError("REQUEST_INVALID", { reason: "This address takes no body." });
}

function actorOfRequest(request: FastifyRequest, caller: Caller | undefined): Actor {
  const from = { address: request.ip, requestId: request.id };
  return caller === undefined ? { kind: "unknown", name: "", ...from } : actorOf(caller, from);
}

function rawOf({ headers, body }: FastifyRequest, { rawBody }: Route): RawRequest {
  const texts = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]);
  const isRaw = rawBody !== undefined && body instanceof Uint8Array;
  return {
    headers: Object.fromEntries(texts) as RawRequest["headers"],
    body: isRaw ? body : new Uint8Array(),
    stream: piecesOf(body instanceof Readable ? body : undefined),
  };
}

function httpOf(request: FastifyRequest, reply: FastifyReply): RouteHttp {
  return {
    address: request.ip,
    sessionToken: readSessionCookie(request),
    setSession: (session) => setSessionCookie(request, reply, session),
    clearSession: () => clearSessionCookie(request, reply),
    ssoToken: readSsoCookie(request),
    setSsoToken: (attempt) => setSsoCookie(reply, attempt),
    clearSsoToken: () => clearSsoCookie(reply),
    setStatus: (status) => void reply.code(status),
    setRevision: (revision) => void reply.header("etag", `"${revision}"`),
  };
}
