import { AppError } from "@belfry/model";
import type { FastifyRequest } from "fastify";

const changing = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Refuses a changing request that a page of another site made a browser send. Browsers say where a request comes from, in
 * `Sec-Fetch-Site` or in `Origin`; scripts cannot forge either. With a cookie one of them must be there (`required`).
 *
 * @throws AppError ORIGIN_REFUSED
 */
export function checkSameOrigin(request: FastifyRequest, options: { readonly required: boolean }): void {
  if (!changing.has(request.method)) return;
  const site = request.headers["sec-fetch-site"];
  if (site === "same-origin") return;
  const { origin, host } = request.headers;
  if (site === undefined && origin === undefined && !options.required) return;
  // A proxy in front may have changed the scheme, so only host and port are compared.
  if (site === undefined && origin !== undefined && hostOf(origin) === host?.toLowerCase()) return;
  throw new AppError("ORIGIN_REFUSED", { reason: `It comes from ${origin ?? site ?? "an unknown page"}.` });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
