import { defineRoute, noContent } from "../../contract/define-route.ts";
import { UserParams } from "../../schemas/user.ts";

export const removeUser = defineRoute({
  method: "DELETE",
  path: "/v1/users/{user}",
  operation: "users.remove",
  summary: "Removes a person",
  description:
    "What they did stays in the audit trail under their name. To keep the name from being given again, disable them instead.",
  permission: "users:write",
  params: UserParams,
  response: noContent,
  errors: ["USER_NOT_FOUND", "LAST_ADMINISTRATOR"],

  async handle({ access, params, caller, actor }) {
    await access.users.remove({ caller, actor }, params.user);
  },
});
