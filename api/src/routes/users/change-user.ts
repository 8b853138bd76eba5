import { defineRoute } from "../../contract/define-route.ts";
import { UserParams, UserPatch, UserView } from "../../schemas/user.ts";
import { given } from "../given.ts";

export const changeUser = defineRoute({
  method: "PATCH",
  path: "/v1/users/{user}",
  operation: "users.change",
  summary: "Changes a person; what is not named stays",
  description: "Somebody who is disabled, or gets another role or restriction, is signed out everywhere at once.",
  permission: "users:write",
  params: UserParams,
  body: UserPatch,
  example: { body: { role: "operator" } },
  response: UserView,
  errors: ["USER_NOT_FOUND", "USER_EXISTS", "ROLE_NOT_FOUND", "LAST_ADMINISTRATOR"],

  async handle({ access, params, body, caller, actor }) {
    return access.users.change({ caller, actor }, params.user, given(body));
  },
});
