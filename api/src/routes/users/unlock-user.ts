import { defineRoute, noContent } from "../../contract/define-route.ts";
import { UserParams } from "../../schemas/user.ts";

export const unlockUser = defineRoute({
  method: "POST",
  path: "/v1/users/{user}/unlock",
  operation: "users.unlock",
  summary: "Lets a person sign in again after too many wrong passwords",
  permission: "users:write",
  params: UserParams,
  response: noContent,
  errors: ["USER_NOT_FOUND"],

  async handle({ access, params, caller, actor }) {
    await access.users.unlock({ caller, actor }, params.user);
  },
});
