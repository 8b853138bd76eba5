import { defineRoute, redirect } from "../../contract/define-route.ts";
import { isHttps } from "./is-https.ts";

export const startSso = defineRoute({
  method: "GET",
  path: "/v1/session/oidc/start",
  operation: "session.startSso",
  summary: "Sends the browser to the provider of single sign-on",
  permission: "anyone",
  response: redirect,
  errors: ["SSO_NOT_CONFIGURED", "SSO_UNAVAILABLE"],

  async handle({ access, http, publicUrl }) {
    const { location, token } = await access.sso.start();
    http.setSsoToken({ token, secure: isHttps(publicUrl) });
    return { location };
  },
});
