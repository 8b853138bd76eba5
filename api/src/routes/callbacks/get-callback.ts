import { defineRoute } from "../../contract/define-route.ts";
import { CallbackParams, CallbackView } from "../../schemas/callback.ts";

export const getCallback = defineRoute({
  method: "GET",
  path: "/v1/callbacks/{callback}",
  operation: "callbacks.get",
  summary: "Gives a callback and how it is",
  permission: "callbacks:read",
  params: CallbackParams,
  response: CallbackView,
  errors: ["CALLBACK_NOT_FOUND"],

  async handle({ notify, params }) {
    return notify.getCallback(params.callback);
  },
});
