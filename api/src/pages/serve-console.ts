import fastifyStatic from "@fastify/static";
import { AppError } from "@belfry/model";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RouteDeps } from "../api-deps.ts";
import { admit } from "../http/admit.ts";
import type { CountRequest } from "../http/rate-limit.ts";
import { consolePolicy } from "../http/security-headers.ts";

/** Addresses of programs: there an unknown one is an error and never the console. */
const forPrograms = /^\/(?:v1|docs|health|openapi\.json)(?:[/?]|$)/;

/** Serves the built console; an address that is no file is a page of the console itself. */
export function serveConsole(
  app: FastifyInstance,
  options: {
    readonly access: RouteDeps["access"];
    readonly folder: string | undefined;
    readonly countRequest: CountRequest;
    /** Which methods a path of the API has. */
    readonly methodsOf: (path: string) => readonly string[];
  },
): void {
  const { access, folder, countRequest, methodsOf } = options;
  if (folder !== undefined) {
    void app.register(fastifyStatic, {
      root: folder,
      // The build writes compressed copies beside its files.
      preCompressed: true,
      setHeaders: (reply, path) => {
        void reply.header("content-security-policy", consolePolicy);
        // The build names files in assets/ by their content; all others change in place.
        const lasts = path.includes("/assets/");
        void reply.header("cache-control", lasts ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (folder !== undefined && isPage(request)) return reply.sendFile("index.html");
    // Without credentials nobody learns which addresses exist.
    await admit(request, { permission: "signed-in" }, access, { reply, countRequest });
    const [path = ""] = request.url.split("?", 1);
    const methods = methodsOf(path);
    if (methods.length === 0) throw new AppError("NOT_FOUND", { reason: `${request.method} ${path}` });
    void reply.header("allow", methods.join(", "));
    throw new AppError("METHOD_NOT_ALLOWED", { reason: `It has ${methods.join(", ")}.` });
  });
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  return !forPrograms.test(url) && (headers.accept ?? "").includes("text/html");
}
