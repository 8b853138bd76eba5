import { isAppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { CallerView, LoginRequest } from "../../schemas/session.ts";
import { describeCaller } from "./describe-caller.ts";

export const login = defineRoute({
  method: "POST",
  path: "/v1/session",
  operation: "session.login",
  summary: "Signs a person in and sets the session cookie",
  permission: "anyone",
  body: LoginRequest,
  response: CallerView,
  errors: ["LOGIN_FAILED", "TOO_MANY_ATTEMPTS"],

  async handle({ access, loginThrottle, body: { name, password }, http }) {
    loginThrottle.check(name, http.address);
    try {
      const signedIn = await access.signIn({ name, password, address: http.address });
      loginThrottle.succeeded(name, http.address);
      http.setSession(signedIn);
      return describeCaller(signedIn.caller);
    } catch (error) {
      if (isAppError(error, "LOGIN_FAILED")) loginThrottle.failed(name, http.address);
      throw error;
    }
  },
});
