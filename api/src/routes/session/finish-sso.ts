import { isAppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute, redirect } from "../../contract/define-route.ts";
import { given } from "../given.ts";
import { isHttps } from "./is-https.ts";

const Answer = z.string().max(8_192);

/** As the provider sends it; providers add parameters of their own. */
const ProviderAnswer = z
  .object({ code: Answer.optional(), state: Answer.optional(), error: Answer.optional() })
  .catchall(Answer);

export const finishSso = defineRoute({
  method: "GET",
  path: "/v1/session/oidc/callback",
  operation: "session.finishSso",
  summary: "Takes the browser back from the provider and signs its person in",
  permission: "anyone",
  query: ProviderAnswer,
  response: redirect,
  errors: ["SSO_NOT_CONFIGURED"],

  async handle({ access, query, actor, http, publicUrl }) {
    const { ssoToken: token, sessionToken: replaces } = http;
    http.clearSsoToken();
    try {
      const { token: session } = await access.sso.finish({ token, query: given(query), from: actor, replaces });
      http.setSession({ token: session, secure: isHttps(publicUrl) });
      return { location: "/" };
    } catch (error) {
      // A person sits before this browser: the login page has the words for each of these codes.
      if (!isAppError(error) || !error.code.startsWith("SSO_")) throw error;
      return { location: `/login?sso=${error.code}` };
    }
  },
});
