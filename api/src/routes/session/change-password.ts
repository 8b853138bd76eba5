import { defineRoute, noContent } from "../../contract/define-route.ts";
import { slowDown } from "../../http/slow-down.ts";
import { PasswordChange } from "../../schemas/session.ts";

export const changePassword = defineRoute({
  method: "PUT",
  path: "/v1/session/password",
  operation: "session.changePassword",
  summary: "Changes the caller's password and ends their other sessions",
  permission: "signed-in",
  body: PasswordChange,
  example: { body: { currentPassword: "correct horse battery staple", newPassword: "nine green bottles on a wall" } },
  response: noContent,
  errors: ["PERMISSION_DENIED", "TOO_MANY_ATTEMPTS"],

  async handle({ access, caller, actor, body, http, loginThrottle }) {
    // A stolen session must not become a place to guess the password at full speed.
    const guess = { throttle: loginThrottle, name: caller.name, address: http.address };
    await slowDown(guess, () => access.changePassword({ caller, actor, ...body, token: http.sessionToken }));
  },
});
