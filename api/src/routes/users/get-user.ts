import { defineRoute } from "../../contract/define-route.ts";
import { UserParams, UserView } from "../../schemas/user.ts";

export const getUser = defineRoute({
  method: "GET",
  path: "/v1/users/{user}",
  operation: "users.get",
  summary: "Shows a person",
  permission: "users:read",
  params: UserParams,
  response: UserView,
  errors: ["USER_NOT_FOUND"],

  async handle({ access, params }) {
    return access.users.get(params.user);
  },
});
