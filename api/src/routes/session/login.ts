import { defineRoute } from "../../contract/define-route.ts";
import { slowDown } from "../../http/slow-down.ts";
import { LoginAnswer, LoginRequest } from "../../schemas/session.ts";
import { enterSession } from "./enter-session.ts";

export const login = defineRoute({
  method: "POST",
  path: "/v1/session",
  operation: "session.login",
  summary: "Signs a person in and sets the session cookie",
  description:
    "For somebody with a second factor no session begins yet: the answer holds a challenge, to be sent with a code.",
  permission: "anyone",
  body: LoginRequest,
  example: { body: { name: "admin", password: "correct horse battery staple" } },
  response: LoginAnswer,
  errors: ["LOGIN_FAILED", "TOO_MANY_ATTEMPTS"],

  async handle({ access, loginThrottle, body, actor, http }) {
    const guess = { throttle: loginThrottle, name: body.name, address: http.address };
    const attempt = { ...body, from: actor, replaces: http.sessionToken };
    const signedIn = await slowDown(guess, () => access.signIn(attempt));
    return signedIn.kind === "session" ? enterSession(access, http, signedIn) : signedIn;
  },
});
