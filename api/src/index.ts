export { createApi } from "./api.ts";
export type { Api } from "./api.ts";
export type { ApiDeps, ApiLog, RouteDeps, SandboxMails } from "./api-deps.ts";
export type { RateLimits } from "./http/rate-limit.ts";
export { openApiDocument } from "./contract/openapi-document.ts";
export type { OpenApiDocument } from "./contract/openapi-document.ts";
