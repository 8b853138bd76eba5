import { defineRoute } from "../../contract/define-route.ts";
import { CallbackEvent, CallbackEventQuery, CallbackParams } from "../../schemas/callback.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { given } from "../given.ts";

export const listCallbackEvents = defineRoute({
  method: "GET",
  path: "/v1/callbacks/{callback}/events",
  operation: "callbacks.events",
  summary: "Lists what a callback was told, and is to be told, newest first",
  description: "What was told is kept for 30 days, and not longer than its message.",
  permission: "callbacks:read",
  params: CallbackParams,
  query: CallbackEventQuery,
  response: pageOf(CallbackEvent),
  errors: ["CALLBACK_NOT_FOUND"],

  async handle({ notify, params, query }) {
    const { status, message } = query;
    return readPage(query, (page) =>
      notify.listCallbackEvents(params.callback, { ...page, ...given({ status, messageId: message }) }),
    );
  },
});
