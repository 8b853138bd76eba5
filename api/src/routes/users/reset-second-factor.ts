import { defineRoute, noContent } from "../../contract/define-route.ts";
import { UserParams } from "../../schemas/user.ts";

export const resetSecondFactor = defineRoute({
  method: "DELETE",
  path: "/v1/users/{user}/second-factor",
  operation: "users.resetSecondFactor",
  summary: "Switches off the second factor of a person who has lost it",
  permission: "users:write",
  params: UserParams,
  response: noContent,
  errors: ["USER_NOT_FOUND", "SECOND_FACTOR_STATE"],

  async handle({ access, params, caller, actor }) {
    await access.secondFactors.reset({ caller, actor }, params.user);
  },
});
