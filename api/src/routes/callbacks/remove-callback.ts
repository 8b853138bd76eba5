import { defineRoute, noContent } from "../../contract/define-route.ts";
import { CallbackParams } from "../../schemas/callback.ts";

export const removeCallback = defineRoute({
  method: "DELETE",
  path: "/v1/callbacks/{callback}",
  operation: "callbacks.remove",
  summary: "Removes a callback, with what it was told and was to be told",
  permission: "callbacks:write",
  params: CallbackParams,
  response: noContent,
  errors: ["CALLBACK_NOT_FOUND"],

  async handle({ notify, params, actor }) {
    await notify.removeCallback(params.callback, { by: actor });
  },
});
