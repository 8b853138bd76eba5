import { defineRoute } from "../../contract/define-route.ts";
import { KeyDraft, KeyWithSecret } from "../../schemas/key.ts";

export const createKey = defineRoute({
  method: "POST",
  path: "/v1/keys",
  operation: "keys.create",
  summary: "Makes an API key; its secret is shown once",
  description: "A key never has a permission, or a wider view, that whoever makes it does not have.",
  permission: "keys:write",
  body: KeyDraft,
  example: {
    body: { name: "gate system", permissions: ["rules:run"], scope: { labels: { team: ["students"] }, inputs: {} } },
  },
  response: KeyWithSecret,
  errors: ["KEY_EXISTS"],

  async handle({ access, body, caller, actor }) {
    return access.keys.create({ caller, actor }, body);
  },
});
