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
  example: {
    body: {
      config: {
        host: "mail.campus.example",
        user: "belfry",
        password: { $secret: "SMTP_PASSWORD" },
        from: { address: "belfry@campus.example" },
      },
      priority: 10,
      weight: 2,
      caps: { perMinute: 30, perDay: 500 },
    },
  },
  response: AccountView,
  errors: ["CHANNEL_NOT_FOUND", "CONFIG_INVALID", "TIME_ZONE_UNKNOWN"],

  async handle({ notify, params, body, actor }) {
    return notify.saveAccount({ ...params, ...body }, { by: actor });
  },
});
