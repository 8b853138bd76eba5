import { errorCatalog, type ErrorCode } from "@belfry/model";
import { z } from "zod";
import { IdempotencyHeaders } from "../http/idempotency.ts";
import { ProblemDocument } from "../schemas/problem.ts";
import type { Route, RouteResponse } from "./define-route.ts";

export function isSchema(response: RouteResponse): response is z.ZodType {
  return !("kind" in response);
}

/** `/v1/rules/{rule}` as the router wants it: `/v1/rules/:rule`. */
export function routeUrl(route: Route): string {
  return route.path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** Whether a request that is sent twice with one key is carried out once: every POST of somebody who is known. */
export function takesIdempotencyKey(route: Pick<Route, "method" | "permission" | "response" | "rawBody">): boolean {
  if (route.method !== "POST" || route.permission === "anyone") return false;
  // Part of what is sent stands in headers there, which no comparison of bodies sees; events have names of their own.
  if (route.rawBody !== undefined) return false;
  return isSchema(route.response) || route.response.kind === "no-content";
}

// A misspelled filter that is ignored shows everything.
const NoQuery = z.strictObject({});

/** What the server checks and the OpenAPI document says of a route. */
export function routeSchema(route: Route) {
  const { params, query = NoQuery, headers: ownHeaders, body } = route;
  const headers = takesIdempotencyKey(route) ? withIdempotencyKey(ownHeaders) : ownHeaders;
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: [route.operation.slice(0, route.operation.indexOf("."))],
    security: route.permission === "anyone" ? [] : [{ session: [] }, { token: [] }],
    "x-permission": route.permission,
    ...(route.alsoNeeds !== undefined && { "x-also-needs": route.alsoNeeds }),
    "x-reach": route.reach ?? "installation",
    ...(route.bounded !== undefined && { "x-bounded": route.bounded }),
    ...(params !== undefined && { params }),
    querystring: query,
    ...(headers !== undefined && { headers }),
    ...(body !== undefined && { body }),
    response: { ...answerOf(route), ...problemsOf(route) },
  };
}

function withIdempotencyKey(headers: z.ZodType | undefined): z.ZodType {
  return headers instanceof z.ZodObject ? headers.extend(IdempotencyHeaders.shape) : IdempotencyHeaders;
}

function answerOf({ response, status }: Route): Readonly<Record<number, unknown>> {
  if (isSchema(response)) return { [status ?? 200]: content("application/json", response, "Done.") };
  switch (response.kind) {
    case "no-content":
      return { 204: z.undefined().describe("Done; there is nothing to say.") };
    case "download":
      return { 200: content("application/octet-stream", z.string().meta({ format: "binary" }), "The file.") };
    case "event-stream":
      return { 200: content("text/event-stream", z.string(), "Events until the client goes.") };
    case "redirect":
      return { 303: z.undefined().describe("Go on at the address in `Location`.") };
  }
}

/** Every code that a route can answer with, the ones of its kind included. */
function errorsOf(route: Route): ErrorCode[] {
  const codes: ErrorCode[] = [
    ...route.errors,
    "REQUEST_INVALID",
    "RATE_LIMITED",
    ...(takesIdempotencyKey(route) ? (["IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_IN_FLIGHT"] as const) : []),
    ...(route.body === undefined && route.rawBody === undefined
      ? []
      : (["BODY_TOO_LARGE", "MEDIA_TYPE_UNSUPPORTED"] as const)),
    ...(route.permission === "anyone" ? [] : (["NOT_AUTHENTICATED"] as const)),
    ...(route.permission === "anyone" || route.permission === "signed-in" ? [] : (["PERMISSION_DENIED"] as const)),
    ...(route.method === "GET" ? [] : (["ORIGIN_REFUSED"] as const)),
    "INTERNAL",
    "DATABASE_UNREACHABLE",
  ];
  return [...new Set(codes)];
}

function problemsOf(route: Route) {
  const byStatus = Map.groupBy(errorsOf(route), (code) => errorCatalog[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      content("application/problem+json", ProblemDocument, codes.map((code) => `\`${code}\``).join(", ")),
    ]),
  );
}

function content(mediaType: string, schema: z.ZodType, description: string) {
  return { description, content: { [mediaType]: { schema } } };
}
