import { defineRoute } from "../../contract/define-route.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { RunBody, RunResult } from "../../schemas/incentive-runs.ts";

export const runContracts = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/runs",
  operation: "incentives.run",
  summary: "Books the contracts of a source; the second time nothing is new",
  description:
    "Rows that are wrong are put aside and the rest goes on. A known contract of which they say something else, or that left complete rows, is proposed as a correction.",
  example: {
    body: {
      source: "五月合同",
      rows: [
        {
          _id: "c-3",
          province: "110000",
          serviceAppointmentNum: "GD-3",
          serviceHousekeeper: "李青",
          contractdocNum: "YHWX-3",
          adjustRefundMoney: 12_000,
          orgName: "顺达",
          signedDate: "2025-05-03T10:00:00.000+08:00",
        },
      ],
    },
  },
  permission: "incentives:write",
  reach: "scoped",
  params: CampaignParams,
  body: RunBody,
  bodyLimitBytes: 64 * 1024 * 1024,
  response: RunResult,
  errors: ["CAMPAIGN_NOT_FOUND", "CONTRACTS_UNREADABLE", "INCENTIVE_RUN_INTERRUPTED"],

  handle({ incentives, params, body: { rows, source, columns, complete, announce }, actor }) {
    const read = incentives.reader(rows, { source, columns });
    return incentives.run({ campaign: params.campaign, read, source, complete, announce, author: actor.name });
  },
});
