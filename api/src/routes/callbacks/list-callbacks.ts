import { defineRoute } from "../../contract/define-route.ts";
import { CallbackView } from "../../schemas/callback.ts";
import { listOf } from "../../schemas/page.ts";

export const listCallbacks = defineRoute({
  method: "GET",
  path: "/v1/callbacks",
  operation: "callbacks.list",
  summary: "Lists where users' systems are told what became of messages",
  permission: "callbacks:read",
  bounded: "An administrator creates each of them by hand.",
  response: listOf(CallbackView),
  errors: [],

  async handle({ notify }) {
    return { items: await notify.listCallbacks() };
  },
});
