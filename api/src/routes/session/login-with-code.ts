import { defineRoute } from "../../contract/define-route.ts";
import { slowDown } from "../../http/slow-down.ts";
import { CallerView, CodeLogin } from "../../schemas/session.ts";
import { enterSession } from "./enter-session.ts";

export const loginWithCode = defineRoute({
  method: "POST",
  path: "/v1/session/second-factor/login",
  operation: "session.loginWithCode",
  summary: "Signs a person in with the code of the second factor, after the password",
  permission: "anyone",
  body: CodeLogin,
  example: { body: { challenge: "wJalrXUtnFEMI", code: "492039" } },
  response: CallerView,
  errors: ["LOGIN_FAILED", "SECOND_FACTOR_INVALID", "TOO_MANY_ATTEMPTS"],

  async handle({ access, loginThrottle, body, actor, http }) {
    const guess = { throttle: loginThrottle, name: `code ${body.challenge}`, address: http.address };
    const login = { ...body, from: actor, replaces: http.sessionToken };
    return enterSession(access, http, await slowDown(guess, () => access.finishSignIn(login)));
  },
});
