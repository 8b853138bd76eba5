import { defineRoute } from "../../contract/define-route.ts";
import { FailureJob, FailureJobParams } from "../../schemas/failure.ts";

export const getFailureJob = defineRoute({
  method: "GET",
  path: "/v1/failure-jobs/{jobId}",
  operation: "failures.job",
  summary: "Says how far the retry or the closing of many failed executions is",
  permission: "executions:read",
  reach: "scoped",
  params: FailureJobParams,
  response: FailureJob,
  errors: ["FAILURE_JOB_NOT_FOUND"],

  async handle({ engine, params, actor, scope }) {
    return engine.getFailureJob(params.jobId, { by: actor, scope });
  },
});
