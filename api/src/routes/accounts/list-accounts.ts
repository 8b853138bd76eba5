import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { AccountStatus } from "../../schemas/account.ts";
import { listOf } from "../../schemas/page.ts";

export const listAccounts = defineRoute({
  method: "GET",
  path: "/v1/accounts",
  operation: "accounts.list",
  summary:
    "Lists the sending accounts with their health and what is left of their caps, in the order in which they are asked",
  permission: "accounts:read",
  query: z.strictObject({ channel: z.string().max(100).optional() }),
  bounded: "Somebody writes each of them by hand.",
  response: listOf(AccountStatus),
  errors: [],

  async handle({ notify, query }) {
    return { items: await notify.accountHealth(query.channel) };
  },
});
