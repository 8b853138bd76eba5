import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { AccountParams } from "../../schemas/account.ts";

export const openReceiptAddress = defineRoute({
  method: "POST",
  path: "/v1/accounts/{channel}/{name}/receipt-address",
  operation: "accounts.openReceiptAddress",
  summary: "Makes the address at which the provider of an account posts what became of messages",
  description: "Enter it at the provider. It is shown this once; made again, the one before is worth nothing any more.",
  permission: "accounts:write",
  params: AccountParams,
  response: z.object({
    path: z.string().describe("Behind the address of this server: /v1/receipts/…"),
    url: z.string().nullable().describe("The whole address, where this server knows its own."),
  }),
  errors: ["ACCOUNT_NOT_FOUND", "CHANNEL_NOT_FOUND"],

  async handle({ notify, params, actor, publicUrl }) {
    const { path } = await notify.openReceiptAddress(params, { by: actor });
    return { path, url: publicUrl === undefined ? null : `${publicUrl}${path}` };
  },
});
