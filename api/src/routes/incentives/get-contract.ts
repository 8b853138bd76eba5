import { defineRoute } from "../../contract/define-route.ts";
import { ContractParams, IncentiveContractDetail } from "../../schemas/incentive-books.ts";

export const getContract = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/contracts/{contract}",
  operation: "incentives.contract",
  summary: "Shows a contract: why it earned what it earned, its entries, and what was said about it",
  permission: "incentives:read",
  reach: "scoped",
  params: ContractParams,
  response: IncentiveContractDetail,
  errors: ["CAMPAIGN_NOT_FOUND", "INCENTIVE_CONTRACT_NOT_FOUND"],

  handle: ({ incentives, params }) => incentives.getContract(params.campaign, params.contract),
});
