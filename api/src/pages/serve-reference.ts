import fastifySwagger from "@fastify/swagger";
import fastifySwaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import type { RouteDeps } from "../api-deps.ts";
import type { OpenApiDocument } from "../contract/openapi-document.ts";
import { admit } from "../http/admit.ts";
import type { CountRequest } from "../http/rate-limit.ts";
import { referencePolicy } from "../http/security-headers.ts";

/** Serves the OpenAPI document, and pages to read and try it that need nothing from elsewhere. */
export function serveReference(
  app: FastifyInstance,
  options: {
    readonly access: RouteDeps["access"];
    readonly document: Promise<OpenApiDocument>;
    readonly countRequest: CountRequest;
  },
): void {
  void app.register(async (scope) => {
    const document = await options.document;
    scope.addHook("onRequest", async (request, reply) => {
      await admit(request, { permission: "signed-in" }, options.access, { reply, countRequest: options.countRequest });
      void reply.header("content-security-policy", referencePolicy);
    });
    await scope.register(fastifySwagger, { mode: "static", specification: { document: document as never } });
    // Hundreds of operations that are drawn at once keep a browser busy for seconds.
    await scope.register(fastifySwaggerUi, {
      routePrefix: "/docs/api",
      uiConfig: { tryItOutEnabled: true, docExpansion: "none", filter: true },
    });
    scope.get("/openapi.json", { schema: { hide: true } as never }, () => document);
  });
}
