import { defineRoute } from "../../contract/define-route.ts";
import { LoginOptions } from "../../schemas/session.ts";

export const loginOptions = defineRoute({
  method: "GET",
  path: "/v1/session/options",
  operation: "session.options",
  summary: "Tells the login page in which ways people can sign in",
  permission: "anyone",
  response: LoginOptions,
  errors: [],

  async handle({ access }) {
    return { singleSignOn: access.sso.configured };
  },
});
