import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { AccountView } from "../../schemas/account.ts";
import { listOf } from "../../schemas/page.ts";

export const listAccounts = defineRoute({
  method: "GET",
  path: "/v1/accounts",
  operation: "accounts.list",
  summary: "Lists the sending accounts, in the order in which they are asked",
  permission: "accounts:read",
  query: z.strictObject({ channel: z.string().max(100).optional() }),
  bounded: "Somebody writes each of them by hand.",
  response: listOf(AccountView),
  errors: [],

  async handle({ notify, query }) {
    return { items: await notify.listAccounts(query.channel) };
  },
});
