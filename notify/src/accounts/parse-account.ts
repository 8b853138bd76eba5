import { AppError } from "@belfry/model";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import { plainSecrets } from "./plain-secrets.ts";

/** The configuration of an account as its channel understands it. @throws AppError CONFIG_INVALID with each problem */
export function parseAccount(channel: ChannelDefinition, config: unknown): unknown {
  const parsed = channel.account.safeParse(config);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    path: ["config", ...issue.path].join("."),
    message: issue.message.endsWith(".") ? issue.message : `${issue.message}.`,
    remedy: "Correct this field.",
  }));
  throw new AppError("CONFIG_INVALID", { problems });
}

/** Refuses an account that carries a secret in itself. @throws AppError CONFIG_INVALID */
export function refusePlainSecrets(channel: ChannelDefinition, config: unknown): void {
  const problems = plainSecrets(channel.account, config).map((path) => ({
    path: `config.${path}`,
    message: "A secret is not kept in an account.",
    remedy: 'Store it in the vault and name it here: {"$secret": "NAME"}.',
  }));
  if (problems.length > 0) throw new AppError("CONFIG_INVALID", { problems });
}
