import { defineRoute } from "../../contract/define-route.ts";
import { CallbackParams, CallbackView } from "../../schemas/callback.ts";

export const verifyCallback = defineRoute({
  method: "POST",
  path: "/v1/callbacks/{callback}/verify",
  operation: "callbacks.verify",
  summary: "Asks the receiver of a callback whether it wants to be told",
  description:
    "Posts the signed event `callback.verification` with `data.challenge`. The receiver answers 2xx with the challenge in its body; from then on it is told. The same lets a callback go on that was stopped.",
  permission: "callbacks:write",
  params: CallbackParams,
  response: CallbackView,
  errors: ["CALLBACK_NOT_FOUND", "CALLBACK_UNVERIFIED"],

  async handle({ notify, params, actor }) {
    return notify.verifyCallback(params.callback, { by: actor });
  },
});
