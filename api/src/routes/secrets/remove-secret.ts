import { AppError, isSecretRef, secretReferences } from "@belfry/model";
import type { RouteDeps } from "../../api-deps.ts";
import { defineRoute, noContent } from "../../contract/define-route.ts";
import { RemoveSecretQuery, SecretParams } from "../../schemas/vault.ts";

export const removeSecret = defineRoute({
  method: "DELETE",
  path: "/v1/secrets/{name}",
  operation: "secrets.remove",
  summary: "Removes a secret that no rule and no account names",
  description: "With `force=true` it is removed all the same; the rules and accounts that name it fail from then on.",
  permission: "secrets:write",
  params: SecretParams,
  query: RemoveSecretQuery,
  response: noContent,
  errors: ["SECRET_NOT_FOUND", "SECRET_IN_USE"],

  async handle({ vault, engine, notify, params: { name }, query: { force }, actor }) {
    const isStored = (await vault.list()).some((secret) => secret.name === name);
    if (isStored && !force) await demandUnused({ engine, notify }, name);
    await vault.remove(name, { by: actor });
  },
});

/** @throws AppError SECRET_IN_USE with the names of what uses it */
async function demandUnused({ engine, notify }: Pick<RouteDeps, "engine" | "notify">, name: string): Promise<void> {
  const [rules, accounts] = await Promise.all([engine.listRules(), notify.listAccounts()]);
  const users = [
    ...rules
      .filter(({ definition }) => secretReferences(definition).includes(name))
      .map(({ rule }) => `the rule ${rule}`),
    ...accounts
      .filter(({ config }) => Object.values(config).some((value) => isSecretRef(value) && value.$secret === name))
      .map((account) => `the account ${account.channel} ${account.name}`),
  ];
  if (users.length === 0) return;
  throw new AppError("SECRET_IN_USE", { secret: name, users, reason: `"${name}" is named by ${users.join(", ")}.` });
}
