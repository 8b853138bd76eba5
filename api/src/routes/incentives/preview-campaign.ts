import { defineRoute } from "../../contract/define-route.ts";
import { CampaignPreview, PreviewBody } from "../../schemas/incentive-preview.ts";

export const previewCampaign = defineRoute({
  method: "POST",
  path: "/v1/incentives/preview",
  operation: "incentives.preview",
  summary: "Shows what example contracts would earn under a campaign, and what would be said; nothing is saved",
  bounded: "A row for each example, at most 200.",
  example: {
    body: {
      definition: {
        campaign: "BJ-2026-12",
        revision: "2026-12",
        name: "北京签约激励",
        city: "北京",
        period: { from: "2026-12-01", until: "2026-12-31" },
        person: "管家",
        tiers: { minContracts: 1, basis: "performance", levels: [{ award: "达标奖", from: 10_000 }] },
        awards: { 达标奖: 200 },
        messages: {
          group: "恭喜 {{ name }} 签约合同 {{ contract }}",
          award: "{{ lines }}",
          awardLine: "达成{{ award }}，获得 {{ amount }} 元",
        },
      },
      contracts: [{ amountFen: 1_200_000 }],
    },
  },
  permission: "incentives:read",
  reach: "everybody",
  body: PreviewBody,
  response: CampaignPreview,
  errors: ["CAMPAIGN_INVALID", "TEMPLATE_FAILED"],

  async handle({ incentives, body: { definition, contracts } }) {
    const rows = await incentives.preview(definition, contracts);
    return {
      items: rows.map(({ n, row, group, award, explanation }) => ({
        n,
        taken: row !== null,
        sequence: row?.sequence ?? 0,
        countedFen: row?.countedFen ?? 0,
        sumFen: row?.cumulativePerformanceFen ?? 0,
        rewards: row?.rewards ?? [],
        remark: row?.remark ?? "",
        group,
        award,
        explanation,
      })),
    };
  },
});
