import { defineRoute } from "../../contract/define-route.ts";
import { SecondFactorSecret } from "../../schemas/session.ts";

export const enrolSecondFactor = defineRoute({
  method: "POST",
  path: "/v1/session/second-factor",
  operation: "session.enrolSecondFactor",
  summary: "Makes the secret of a second factor, which is shown once and confirmed with a code",
  permission: "signed-in",
  response: SecondFactorSecret,
  errors: ["PERMISSION_DENIED", "SECOND_FACTOR_STATE"],

  async handle({ access, caller, actor }) {
    return access.secondFactors.enrol({ caller, actor });
  },
});
