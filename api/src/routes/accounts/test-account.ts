import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { AccountParams, ConnectionStep } from "../../schemas/account.ts";

export const testAccount = defineRoute({
  method: "POST",
  path: "/v1/accounts/{channel}/{name}/test",
  operation: "accounts.test",
  summary: "Tries a sending account step by step without sending anything",
  permission: "accounts:write",
  params: AccountParams,
  response: z.object({ steps: z.array(ConnectionStep).describe("The last one tells how far it got.") }),
  errors: ["ACCOUNT_NOT_FOUND", "CHANNEL_NOT_FOUND", "CONFIG_INVALID", "SECRET_NOT_FOUND", "SECRET_UNREADABLE"],

  async handle({ notify, params }) {
    return { steps: await notify.testAccount(params) };
  },
});
