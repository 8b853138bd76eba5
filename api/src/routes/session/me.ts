import { defineRoute } from "../../contract/define-route.ts";
import { CallerView } from "../../schemas/session.ts";
import { describeCaller } from "./describe-caller.ts";

export const me = defineRoute({
  method: "GET",
  path: "/v1/session",
  operation: "session.me",
  summary: "Says who is signed in and what they may do",
  permission: "signed-in",
  response: CallerView,
  errors: [],

  async handle({ caller }) {
    return describeCaller(caller);
  },
});
