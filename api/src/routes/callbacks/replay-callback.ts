import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { CallbackParams, CallbackReplay } from "../../schemas/callback.ts";
import { given } from "../given.ts";

export const replayCallback = defineRoute({
  method: "POST",
  path: "/v1/callbacks/{callback}/replay",
  operation: "callbacks.replay",
  summary: "Tells a callback again what it could not be told",
  description: "Under the ids that the events had: a receiver drops what it has already.",
  permission: "callbacks:write",
  params: CallbackParams,
  body: CallbackReplay,
  example: { body: { statuses: ["failed", "missed"] } },
  response: z.object({ events: z.int().describe("How many are told again.") }).meta({ id: "CallbackReplayed" }),
  status: 202,
  errors: ["CALLBACK_NOT_FOUND"],

  async handle({ notify, params, body, actor }) {
    const { statuses, ids, from, until } = body;
    const replay = { statuses, ...given({ ids, from, until }) };
    return { events: await notify.replayCallback(params.callback, replay, { by: actor }) };
  },
});
