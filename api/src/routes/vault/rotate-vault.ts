import { defineRoute } from "../../contract/define-route.ts";
import { VaultRotation, VaultRotationBody } from "../../schemas/vault.ts";

export const rotateVault = defineRoute({
  method: "POST",
  path: "/v1/vault/rotate",
  operation: "vault.rotate",
  summary: "Changes the master key of the vault while Belfry runs; asked again it goes on where it was interrupted",
  permission: "secrets:write",
  body: VaultRotationBody,
  example: { body: {} },
  response: VaultRotation,
  errors: ["VAULT_ROTATION_REFUSED", "MASTER_KEY_WRONG", "KEY_FILE_UNUSABLE", "CONFIG_INVALID"],

  async handle({ rotateMasterKey, body, actor }) {
    return rotateMasterKey({ by: actor, ...(body.newKey !== undefined && { newKey: body.newKey }) });
  },
});
