import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { RunFileQuery, RunResult } from "../../schemas/incentive-runs.ts";

export const runContractFile = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/runs/file",
  operation: "incentives.runFile",
  summary: "Books the contracts of a CSV file; the second time nothing is new",
  description:
    "The body is the file, in UTF-8, with or without a byte order mark; its first row names the columns, in any order. It is read to its end before anything is booked: a file in another encoding, one that lacks a column or has a quote that is never closed books nothing. Rows that are wrong are put aside and the rest goes on, as with rows that are sent as JSON. How large it may be is set with BELFRY_CONTRACT_FILE_MB.",
  example: {
    mediaType: "text/csv",
    query: { file: "五月合同.csv" },
    body: "_id,serviceAppointmentNum,serviceHousekeeper,contractdocNum,adjustRefundMoney,orgName,signedDate\nc-4,GD-4,李青,YHWX-4,12000,顺达,2025-05-04\n",
  },
  permission: "incentives:write",
  reach: "scoped",
  params: CampaignParams,
  query: RunFileQuery,
  rawBody: { "text/csv": z.string().meta({ format: "binary" }).describe("The file.") },
  streamed: true,
  response: RunResult,
  errors: ["CAMPAIGN_NOT_FOUND", "CONTRACTS_UNREADABLE", "INCENTIVE_RUN_INTERRUPTED"],

  handle: ({ incentives, params, query, raw, actor }) =>
    incentives.runFile({ campaign: params.campaign, ...query, content: raw.stream, author: actor.name }),
});
