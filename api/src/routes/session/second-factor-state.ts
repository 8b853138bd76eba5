import { defineRoute } from "../../contract/define-route.ts";
import { SecondFactorState } from "../../schemas/session.ts";

export const secondFactorState = defineRoute({
  method: "GET",
  path: "/v1/session/second-factor",
  operation: "session.secondFactor",
  summary: "Says whether the caller has a second factor",
  permission: "signed-in",
  response: SecondFactorState,
  errors: ["PERMISSION_DENIED"],

  async handle({ access, caller }) {
    return access.secondFactors.state(caller);
  },
});
