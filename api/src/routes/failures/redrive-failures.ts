import { defineRoute } from "../../contract/define-route.ts";
import { FailureJob, RedriveBody } from "../../schemas/failure.ts";
import { given } from "../given.ts";

export const redriveFailures = defineRoute({
  method: "POST",
  path: "/v1/failures/redrive",
  operation: "failures.redrive",
  summary: "Retries many failed executions",
  description:
    "It goes on in the background, a hundred a second, also when a node dies: ask for the job to see how far it is. Those that fail after the request are not meant.",
  permission: "executions:write",
  reach: "scoped",
  body: RedriveBody,
  example: {
    body: { filter: { rule: "nightly-report" }, from: "failed", version: "same", note: "The gate answers again." },
  },
  response: FailureJob,
  status: 202,
  errors: ["FAILURES_NOT_FOUND"],

  async handle({ engine, body, actor, scope }) {
    const { filter, from, version, note } = body;
    return engine.askForFailures({ work: "redrive", selection: given(filter), from, version, note, by: actor, scope });
  },
});
