import { defineRoute, noContent } from "../../contract/define-route.ts";
import { UserParams } from "../../schemas/user.ts";

export const endUserSessions = defineRoute({
  method: "DELETE",
  path: "/v1/users/{user}/sessions",
  operation: "users.endSessions",
  summary: "Signs a person out everywhere",
  permission: "users:write",
  params: UserParams,
  response: noContent,
  errors: ["USER_NOT_FOUND"],

  async handle({ access, params, caller, actor }) {
    await access.endSessionsOf({ caller, actor }, params.user);
  },
});
