import { defineRoute } from "../../contract/define-route.ts";
import { slowDown } from "../../http/slow-down.ts";
import { TokenAnswer, TokenRequest } from "../../schemas/key.ts";

export const exchangeKey = defineRoute({
  method: "POST",
  path: "/v1/auth/token",
  operation: "auth.token",
  summary: "Exchanges an API key and its secret for a token of one hour",
  permission: "anyone",
  body: TokenRequest,
  example: { body: { api_key: "bfk_k7m2p9qa", api_secret: "bfs_this-is-only-an-example" } },
  response: TokenAnswer,
  errors: ["LOGIN_FAILED", "TOO_MANY_ATTEMPTS"],

  async handle({ access, body, actor, http, keyThrottle }) {
    const guess = { throttle: keyThrottle, name: body.api_key, address: http.address };
    const exchange = { id: body.api_key, secret: body.api_secret, from: actor };
    const { token, expiresInSeconds } = await slowDown(guess, () => access.exchangeKey(exchange));
    return { access_token: token, token_type: "bearer" as const, expires_in: expiresInSeconds };
  },
});
