import { AppError } from "@belfry/model";
import type { RouteDeps, SandboxMails } from "../../api-deps.ts";

/** @throws AppError NOT_FOUND when this installation has no mail sandbox */
export function requireSandbox({ sandbox }: Pick<RouteDeps, "sandbox">): SandboxMails {
  if (sandbox === undefined) throw new AppError("NOT_FOUND", { reason: "This installation has no mail sandbox." });
  return sandbox;
}
