import { defineRoute, noContent } from "../../contract/define-route.ts";
import { AccountParams } from "../../schemas/account.ts";

export const resumeAccount = defineRoute({
  method: "POST",
  path: "/v1/accounts/{channel}/{name}/resume",
  operation: "accounts.resume",
  summary: "Ends the rest of a sending account: messages that wait for it are sent at once",
  permission: "accounts:write",
  params: AccountParams,
  response: noContent,
  errors: ["ACCOUNT_NOT_FOUND"],

  async handle({ notify, params, actor }) {
    await notify.resumeAccount(params, { by: actor });
  },
});
