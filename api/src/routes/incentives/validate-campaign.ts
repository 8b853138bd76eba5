import { defineRoute } from "../../contract/define-route.ts";
import { CampaignProblems, CampaignValidateBody } from "../../schemas/incentive-campaigns.ts";

export const validateCampaign = defineRoute({
  method: "POST",
  path: "/v1/incentives/validate",
  operation: "incentives.validateCampaign",
  summary: "Looks at a campaign as saving it would, and says what is probably not meant; nothing is saved",
  bounded: "A campaign has a handful of rules.",
  example: {
    body: {
      definition: {
        campaign: "BJ-2026-12",
        revision: "2026-12",
        name: "北京签约播报",
        city: "北京",
        period: { from: "2026-12-01", until: "2026-12-31" },
        person: "管家",
        announcementOnly: true,
        messages: { group: "恭喜 {{ name }} 签约合同 {{ contract }}" },
      },
    },
  },
  permission: "incentives:write",
  reach: "everybody",
  body: CampaignValidateBody,
  response: CampaignProblems,
  errors: ["CAMPAIGN_INVALID"],

  async handle({ incentives, body }) {
    const problems = await incentives.validateCampaign(body.definition);
    return { items: problems.map(({ position: _position, ...problem }) => problem) };
  },
});
