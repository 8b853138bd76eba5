import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { SecretSummary } from "../../schemas/vault.ts";

export const listSecrets = defineRoute({
  method: "GET",
  path: "/v1/secrets",
  operation: "secrets.list",
  summary: "Lists the names of the secrets; no route gives a value",
  permission: "secrets:read",
  bounded: "Somebody stores each of them by hand.",
  response: listOf(SecretSummary),
  errors: [],

  async handle({ vault }) {
    return { items: await vault.list() };
  },
});
