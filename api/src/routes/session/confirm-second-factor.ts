import { defineRoute } from "../../contract/define-route.ts";
import { CodeBody, RecoveryCodes } from "../../schemas/session.ts";

export const confirmSecondFactor = defineRoute({
  method: "POST",
  path: "/v1/session/second-factor/confirm",
  operation: "session.confirmSecondFactor",
  summary: "Puts the second factor in force and gives the recovery codes",
  permission: "signed-in",
  body: CodeBody,
  example: { body: { code: "492039" } },
  response: RecoveryCodes,
  errors: ["PERMISSION_DENIED", "SECOND_FACTOR_STATE", "SECOND_FACTOR_INVALID", "TOO_MANY_ATTEMPTS"],

  async handle({ access, caller, actor, body }) {
    return access.secondFactors.confirm({ caller, actor }, body.code);
  },
});
