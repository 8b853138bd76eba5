import { AppError } from "@belfry/model";
import type { RouteDeps, SandboxProviders } from "../../api-deps.ts";

/**
 * The providers that are played here, and the one that the path names.
 * @throws AppError NOT_FOUND when this installation plays none, or not this one
 */
export function requireProvider(
  { sandboxProviders }: Pick<RouteDeps, "sandboxProviders">,
  provider: string,
): { readonly providers: SandboxProviders; readonly played: NonNullable<ReturnType<SandboxProviders["get"]>> } {
  const played = sandboxProviders?.get(provider);
  if (sandboxProviders === undefined || played === undefined)
    throw new AppError("NOT_FOUND", { reason: "This installation plays no such provider; the demo does." });
  return { providers: sandboxProviders, played };
}
