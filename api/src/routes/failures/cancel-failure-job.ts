import { defineRoute } from "../../contract/define-route.ts";
import { FailureJob, FailureJobParams } from "../../schemas/failure.ts";

export const cancelFailureJob = defineRoute({
  method: "POST",
  path: "/v1/failure-jobs/{jobId}/cancel",
  operation: "failures.cancelJob",
  summary: "Ends the retry or the closing of many failed executions where it is",
  description: "What it has done stays done.",
  permission: "executions:write",
  reach: "scoped",
  params: FailureJobParams,
  response: FailureJob,
  errors: ["FAILURE_JOB_NOT_FOUND", "FAILURE_JOB_ENDED"],

  async handle({ engine, params, actor, scope }) {
    return engine.cancelFailureJob(params.jobId, { by: actor, scope });
  },
});
