import { defineRoute } from "../../contract/define-route.ts";
import { NewPassword, UserParams } from "../../schemas/user.ts";

export const resetPassword = defineRoute({
  method: "POST",
  path: "/v1/users/{user}/password",
  operation: "users.resetPassword",
  summary: "Gives a person a new password, which is shown once, and ends their sessions",
  permission: "users:write",
  params: UserParams,
  response: NewPassword,
  errors: ["USER_NOT_FOUND"],

  async handle({ access, params, caller, actor }) {
    return access.users.resetPassword({ caller, actor }, params.user);
  },
});
