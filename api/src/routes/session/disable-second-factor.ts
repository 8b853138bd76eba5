import { defineRoute, noContent } from "../../contract/define-route.ts";
import { SecondFactorProof } from "../../schemas/session.ts";

export const disableSecondFactor = defineRoute({
  method: "POST",
  path: "/v1/session/second-factor/disable",
  operation: "session.disableSecondFactor",
  summary: "Switches the second factor off, with the password and a code",
  permission: "signed-in",
  body: SecondFactorProof,
  example: { body: { password: "correct horse battery staple", code: "492039" } },
  response: noContent,
  errors: ["PERMISSION_DENIED", "SECOND_FACTOR_STATE", "SECOND_FACTOR_INVALID", "TOO_MANY_ATTEMPTS"],

  async handle({ access, caller, actor, body }) {
    const { password, code } = body;
    await access.secondFactors.disable({ caller, actor }, { password, code });
  },
});
