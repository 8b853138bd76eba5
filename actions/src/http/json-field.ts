import { isSecretRef, secret, type ActionContext } from "@belfry/plugin-kit";
import { z } from "zod";

/** JSON in which every string is a template and may be a secret. */
export const JsonWithSecrets: z.ZodType = z.lazy(() =>
  z.union([
    secret(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(JsonWithSecrets),
    z.record(z.string(), JsonWithSecrets),
  ]),
);

/** Puts the secrets in their places, however deep. @throws AppError `SECRET_NOT_FOUND` */
export async function resolveJson(ctx: ActionContext, json: unknown): Promise<unknown> {
  if (isSecretRef(json)) return ctx.secret(json);
  if (Array.isArray(json)) return Promise.all(json.map((element) => resolveJson(ctx, element)));
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).map(async ([key, value]) => [key, await resolveJson(ctx, value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
