import { defineRoute, noContent } from "../../contract/define-route.ts";

export const logout = defineRoute({
  method: "DELETE",
  path: "/v1/session",
  operation: "session.logout",
  summary: "Ends the session and clears its cookie",
  permission: "signed-in",
  response: noContent,
  errors: [],

  async handle({ access, actor, http }) {
    if (http.sessionToken !== undefined) await access.signOut(http.sessionToken, actor);
    http.clearSession();
  },
});
