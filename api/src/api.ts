/**
 * The HTTP side of Belfry. Nothing is reachable without a session or a token except the login, the health routes and the
 * static files of the console; every error is a problem document.
 */
import fastifyCookie from "@fastify/cookie";
import { AppError } from "@belfry/model";
import { fastify, type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { ApiDeps } from "./api-deps.ts";
import { openApiDocument, type OpenApiDocument } from "./contract/openapi-document.ts";
import { registerRoute } from "./contract/register-route.ts";
import { createEventHub } from "./events/event-hub.ts";
import { createOpenStreams } from "./events/open-streams.ts";
import { createAllowedMethods } from "./http/allowed-methods.ts";
import { createDeniedCalls } from "./http/denied-calls.ts";
import { drainConnections } from "./http/drain-connections.ts";
import { handleErrors, sendProblem } from "./http/error-replies.ts";
import { answerClientError } from "./http/client-errors.ts";
import { createIdempotency } from "./http/idempotency.ts";
import { createLoginThrottle } from "./http/login-throttle.ts";
import { createRateLimit } from "./http/rate-limit.ts";
import { readJsonBodies } from "./http/read-json-body.ts";
import { readRawBodies } from "./http/read-raw-bodies.ts";
import { readStreamedBodies } from "./http/read-streamed-bodies.ts";
import { requestIdOf } from "./http/request-id.ts";
import { standardHeaders } from "./http/security-headers.ts";
import { serveConsole } from "./pages/serve-console.ts";
import { serveErrors } from "./pages/serve-errors.ts";
import { serveReference } from "./pages/serve-reference.ts";
import { serveUnsubscribe } from "./pages/serve-unsubscribe.ts";
import { routes } from "./routes/all-routes.ts";

export interface Api extends AsyncDisposable {
  /**
   * Begins to answer; port 0 takes a free one.
   * @throws AppError PORT_IN_USE, CONFIG_INVALID when the address cannot be listened on
   */
  listen(options: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>;
  /** Takes no new requests, lets those under way end, ends the event streams. Safe to call twice. */
  close(): Promise<void>;
  /** The OpenAPI 3.1 document it serves. */
  openapi(): Promise<OpenApiDocument>;
}

// A rule of 200 actions with long templates is some 200 kB.
const BODY_LIMIT_BYTES = 1_048_576;

export function createApi(deps: ApiDeps): Api {
  const {
    log,
    version,
    engine,
    notify,
    templates,
    incentives,
    access,
    approvals,
    personalData,
    vault,
    connections,
    rotateMasterKey,
    security,
    writeWorkbook,
    auditTrail,
    sandbox,
    sandboxProviders,
  } = deps;
  const document = openApiDocument(version);
  const streams = createOpenStreams();
  const hub = createEventHub(engine);
  const services = {
    engine,
    notify,
    templates,
    incentives,
    access,
    approvals,
    personalData,
    vault,
    connections,
    rotateMasterKey,
    security,
    writeWorkbook,
    auditTrail,
    version,
    hub,
    ...(sandbox !== undefined && { sandbox }),
    ...(sandboxProviders !== undefined && { sandboxProviders }),
    ...(deps.publicUrl !== undefined && { publicUrl: deps.publicUrl }),
    loginThrottle: createLoginThrottle(),
    keyThrottle: createLoginThrottle({ byName: false }),
    hookThrottle: createLoginThrottle({ byName: false }),
  };

  const app: FastifyInstance = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: requestIdOf,
    ...(deps.trustProxy !== undefined && deps.trustProxy.length > 0 && { trustProxy: [...deps.trustProxy] }),
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply, log),
  });
  const drain = drainConnections(app.server);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app, log);
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers({ ...standardHeaders, "x-request-id": request.id });
  });
  app.addHook("preClose", async () => {
    streams.endAll();
    hub.close();
    drain();
  });
  const deniedCalls = createDeniedCalls({ write: (record) => auditTrail.write(record), log });
  app.addHook("onClose", () => deniedCalls.close());
  readJsonBodies(app);
  void app.register(fastifyCookie);
  const countRequest = createRateLimit(app, deps.rateLimits);
  const server = { streams, countRequest, deniedCalls, idempotency: createIdempotency(deps.requestKeys, log) };
  app.after(() => {
    const read = Map.groupBy(routes, ({ rawBody, streamed }) => (streamed ? "streamed" : rawBody ? "raw" : "json"));
    for (const route of read.get("json") ?? []) registerRoute(app, route, services, server);
    void app.register(async (inner) => {
      readRawBodies(inner);
      for (const route of read.get("raw") ?? []) registerRoute(inner, route, services, server);
    });
    void app.register(async (inner) => {
      readStreamedBodies(inner);
      for (const route of read.get("streamed") ?? []) registerRoute(inner, route, services, server);
    });
    serveErrors(app);
    serveUnsubscribe(app, { notify, countRequest });
  });
  serveReference(app, { access, document, countRequest });
  const methodsOf = createAllowedMethods(routes);
  serveConsole(app, { access, folder: deps.consoleFolder, countRequest, methodsOf });

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= Promise.resolve(app.close()).then(() => undefined));
  return {
    async listen({ host, port }) {
      try {
        await app.listen({ host, port });
      } catch (error) {
        throw listenFailure(error, `${host}:${port}`);
      }
      const address = app.server.address();
      return { port: typeof address === "object" && address !== null ? address.port : port };
    },
    close,
    openapi: () => document,
    [Symbol.asyncDispose]: close,
  };
}

function listenFailure(error: unknown, address: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "EADDRINUSE") {
    return new AppError("PORT_IN_USE", { reason: `Belfry cannot listen on ${address}.`, address }, { cause: error });
  }
  if (["EACCES", "EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(code)) {
    const reason = `Belfry cannot listen on ${address}: ${(error as Error).message}.`;
    return new AppError(
      "CONFIG_INVALID",
      { reason, remedy: "Choose another host or port.", address },
      { cause: error },
    );
  }
  return error;
}
