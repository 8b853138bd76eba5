import { defineRoute } from "../../contract/define-route.ts";
import { DismissBody, FailureJob } from "../../schemas/failure.ts";
import { given } from "../given.ts";

export const dismissFailures = defineRoute({
  method: "POST",
  path: "/v1/failures/dismiss",
  operation: "failures.dismiss",
  summary: "Closes many failed executions: nothing more is to be done about them",
  description:
    "They leave the list; what they did and why they failed stays with them. It goes on in the background: ask for the job to see how far it is.",
  permission: "executions:write",
  reach: "scoped",
  body: DismissBody,
  example: { body: { filter: { executions: [3] }, reason: "The report of that night is no longer wanted." } },
  response: FailureJob,
  status: 202,
  errors: ["FAILURES_NOT_FOUND"],

  async handle({ engine, body, actor, scope }) {
    const { filter, reason } = body;
    return engine.askForFailures({ work: "dismiss", selection: given(filter), note: reason, by: actor, scope });
  },
});
