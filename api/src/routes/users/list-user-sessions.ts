import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { SessionView } from "../../schemas/session.ts";
import { UserParams } from "../../schemas/user.ts";

export const listUserSessions = defineRoute({
  method: "GET",
  path: "/v1/users/{user}/sessions",
  operation: "users.sessions",
  summary: "Lists where a person is signed in",
  permission: "users:write",
  params: UserParams,
  bounded: "The sessions of one person.",
  response: listOf(SessionView),
  errors: ["USER_NOT_FOUND"],

  async handle({ access, params, caller, actor }) {
    return { items: await access.sessionsOf({ caller, actor }, params.user) };
  },
});
