import { AppError, type Scope } from "@belfry/model";
import type { RouteDeps } from "../api-deps.ts";

type Params = Readonly<Record<string, unknown>>;
type Deps = Pick<RouteDeps, "engine" | "notify">;

/** What a path names belongs to a rule; each of these says whether the caller may see it. */
const guards: Readonly<Record<string, (deps: Deps, value: never, scope: Scope) => Promise<AppError | undefined>>> = {
  rule: async ({ engine }, rule: string, scope) =>
    (await engine.isInScope({ rule }, scope)) ? undefined : new AppError("RULE_NOT_FOUND", { rule }),
  executionId: async ({ engine }, executionId: number, scope) =>
    (await engine.isInScope({ executionId }, scope))
      ? undefined
      : new AppError("EXECUTION_NOT_FOUND", { execution: executionId }),
  artifactId: async ({ engine }, artifactId: string, scope) =>
    (await engine.isInScope({ artifactId }, scope))
      ? undefined
      : new AppError("ARTIFACT_NOT_FOUND", { artifact: artifactId }),
  messageId: async ({ notify }, messageId: number, scope) =>
    (await notify.isMessageInScope(messageId, scope))
      ? undefined
      : new AppError("MESSAGE_NOT_FOUND", { message: messageId }),
};

/** The names in paths that a route with the reach `scoped` may have. */
export const scopedParams: readonly string[] = Object.keys(guards);

/**
 * Refuses what lies outside of a caller's scope, as if it did not exist: to say more would tell of it. Call it with
 * parameters that the route's schema has checked.
 * @throws AppError RULE_NOT_FOUND, EXECUTION_NOT_FOUND, ARTIFACT_NOT_FOUND, MESSAGE_NOT_FOUND
 */
export async function checkScope(deps: Deps, params: unknown, scope: Scope): Promise<void> {
  for (const [name, value] of Object.entries((params ?? {}) as Params)) {
    // A name that nobody guards is a mistake of ours, and must not let anybody in.
    const refused = await guards[name]?.(deps, value as never, scope);
    if (guards[name] === undefined || refused !== undefined) throw refused ?? new AppError("NOT_FOUND");
  }
}
