import { defineRoute } from "../../contract/define-route.ts";
import { KeyParams, KeyRotation, KeyWithSecret } from "../../schemas/key.ts";

export const rotateKey = defineRoute({
  method: "POST",
  path: "/v1/keys/{key}/rotate",
  operation: "keys.rotate",
  summary: "Gives a key a new secret; the old one stays good for a while",
  permission: "keys:write",
  params: KeyParams,
  body: KeyRotation,
  example: { body: { overlapSeconds: 3600 } },
  response: KeyWithSecret,
  errors: ["KEY_NOT_FOUND", "KEY_REVOKED"],

  async handle({ access, params, body, caller, actor }) {
    return access.keys.rotate({ caller, actor }, { id: params.key, ...body });
  },
});
