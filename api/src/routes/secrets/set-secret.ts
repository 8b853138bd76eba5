import { defineRoute, noContent } from "../../contract/define-route.ts";
import { SecretParams, SecretValue } from "../../schemas/vault.ts";

export const setSecret = defineRoute({
  method: "PUT",
  path: "/v1/secrets/{name}",
  operation: "secrets.set",
  summary: "Stores a secret, or replaces its value",
  permission: "secrets:write",
  params: SecretParams,
  body: SecretValue,
  example: { body: { value: "this is only an example" } },
  response: noContent,
  errors: [],

  async handle({ vault, params, body, actor }) {
    await vault.set(params.name, body.value, { by: actor });
  },
});
