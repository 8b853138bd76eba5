import { defineRoute } from "../../contract/define-route.ts";
import { AccountDraft, AccountParams, AccountView } from "../../schemas/account.ts";

export const saveAccount = defineRoute({
  method: "PUT",
  path: "/v1/accounts/{channel}/{name}",
  operation: "accounts.save",
  summary: "Writes a sending account, or replaces the one with its name",
  permission: "accounts:write",
  params: AccountParams,
  body: AccountDraft,
  response: AccountView,
  errors: ["CHANNEL_NOT_FOUND", "CONFIG_INVALID"],

  async handle({ notify, params, body, actor }) {
    return notify.saveAccount({ ...params, ...body }, { by: actor });
  },
});
