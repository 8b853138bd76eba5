import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { SessionView } from "../../schemas/session.ts";

export const listSessions = defineRoute({
  method: "GET",
  path: "/v1/session/all",
  operation: "session.list",
  summary: "Lists where the caller is signed in",
  permission: "signed-in",
  bounded: "The sessions of one person.",
  response: listOf(SessionView),
  errors: ["PERMISSION_DENIED"],

  async handle({ access, caller, http }) {
    return { items: await access.ownSessions(caller, http.sessionToken) };
  },
});
