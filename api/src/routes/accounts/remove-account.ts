import { defineRoute, noContent } from "../../contract/define-route.ts";
import { AccountParams } from "../../schemas/account.ts";

export const removeAccount = defineRoute({
  method: "DELETE",
  path: "/v1/accounts/{channel}/{name}",
  operation: "accounts.remove",
  summary: "Removes a sending account",
  permission: "accounts:write",
  params: AccountParams,
  response: noContent,
  errors: ["ACCOUNT_NOT_FOUND"],

  async handle({ notify, params, actor }) {
    await notify.removeAccount(params, { by: actor });
  },
});
