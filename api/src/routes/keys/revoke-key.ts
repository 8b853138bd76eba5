import { defineRoute, noContent } from "../../contract/define-route.ts";
import { KeyParams } from "../../schemas/key.ts";

export const revokeKey = defineRoute({
  method: "DELETE",
  path: "/v1/keys/{key}",
  operation: "keys.revoke",
  summary: "Ends a key, and every token it was exchanged for, at once",
  permission: "keys:write",
  params: KeyParams,
  response: noContent,
  errors: ["KEY_NOT_FOUND"],

  async handle({ access, params, actor }) {
    await access.keys.revoke({ actor }, params.key);
  },
});
