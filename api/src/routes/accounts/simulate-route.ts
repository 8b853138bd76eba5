import { defineRoute } from "../../contract/define-route.ts";
import { RouteQuestion, RouteView } from "../../schemas/account.ts";

export const simulateRoute = defineRoute({
  method: "POST",
  path: "/v1/accounts/simulate",
  operation: "accounts.simulate",
  summary: "Says which account would send a message now, and why not the others; nothing is sent or reserved",
  permission: "accounts:read",
  body: RouteQuestion,
  example: { body: { channel: "email", recipients: ["zhang.wei@campus.example"], bytes: 48_000 } },
  response: RouteView,
  errors: ["CHANNEL_NOT_FOUND"],

  async handle({ notify, body: { account, ...question } }) {
    return notify.explainRoute({ ...question, ...(account !== undefined && { account }) });
  },
});
