import { createReadStream } from "node:fs";
import { defineRoute, download } from "../../contract/define-route.ts";
import { RunParams } from "../../schemas/incentive-runs.ts";

export const getRunArchive = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/runs/{runId}/archive",
  operation: "incentives.archive",
  summary: "Downloads what a run read, as CSV",
  description:
    "A file that was handed in as it came; rows of a query or of this API with the columns of their source. It is kept for BELFRY_KEEP_ARCHIVES_DAYS, and goes when a person who stands in it is erased.",
  permission: "incentives:read",
  alsoNeeds: ["personal-data:read"],
  reach: "scoped",
  params: RunParams,
  response: download,
  errors: ["CAMPAIGN_NOT_FOUND", "ARTIFACT_NOT_FOUND"],

  async handle({ incentives, params: { campaign, runId } }) {
    const { path, bytes } = await incentives.archive(campaign, runId);
    return {
      fileName: `contracts-${campaign}-${runId}.csv`,
      mediaType: "text/csv",
      bytes,
      body: createReadStream(path),
    };
  },
});
