import { defineRoute, noContent } from "../../contract/define-route.ts";
import { SecretParams } from "../../schemas/vault.ts";

export const removeSecret = defineRoute({
  method: "DELETE",
  path: "/v1/secrets/{name}",
  operation: "secrets.remove",
  summary: "Removes a secret; rules and accounts that name it fail from then on",
  permission: "secrets:write",
  params: SecretParams,
  response: noContent,
  errors: ["SECRET_NOT_FOUND"],

  async handle({ vault, params, actor }) {
    await vault.remove(params.name, { by: actor });
  },
});
