import type { Route } from "../../contract/define-route.ts";
import { correctContract } from "./correct-contract.ts";
import { diffRevisions } from "./diff-revisions.ts";
import { dismissCorrection } from "./dismiss-correction.ts";
import { getCampaign } from "./get-campaign.ts";
import { getChoices } from "./get-choices.ts";
import { exportSettlement } from "./export-settlement.ts";
import { exportIncentives } from "./export-incentives.ts";
import { getContract } from "./get-contract.ts";
import { getPerformanceList } from "./get-performance-list.ts";
import { getRevision } from "./get-revision.ts";
import { getRewardSums } from "./get-reward-sums.ts";
import { getRunArchive } from "./get-run-archive.ts";
import { getShipped } from "./get-shipped.ts";
import { getTotals } from "./get-totals.ts";
import { getTrend } from "./get-trend.ts";
import { installCampaign } from "./install-campaign.ts";
import { listCampaigns } from "./list-campaigns.ts";
import { listContracts } from "./list-contracts.ts";
import { listCorrections } from "./list-corrections.ts";
import { listEntries } from "./list-entries.ts";
import { listQuarantine } from "./list-quarantine.ts";
import { listRevisions } from "./list-revisions.ts";
import { listRuns } from "./list-runs.ts";
import { listSettlements } from "./list-settlements.ts";
import { previewCampaign } from "./preview-campaign.ts";
import { rankPeople } from "./rank-people.ts";
import { reopenMonth } from "./reopen-month.ts";
import { runContractFile } from "./run-contract-file.ts";
import { runContracts } from "./run-contracts.ts";
import { saveCampaign } from "./save-campaign.ts";
import { settleMonth } from "./settle-month.ts";
import { validateCampaign } from "./validate-campaign.ts";

/** Campaigns, the reward ledger and its figures, in the order of their documentation. */
export const incentiveRoutes: readonly Route[] = [
  listCampaigns,
  getCampaign,
  saveCampaign,
  installCampaign,
  listRevisions,
  getRevision,
  diffRevisions,
  validateCampaign,
  previewCampaign,
  getShipped,
  getTotals,
  getTrend,
  getRewardSums,
  rankPeople,
  getChoices,
  exportIncentives,
  runContracts,
  runContractFile,
  listRuns,
  getRunArchive,
  listContracts,
  getContract,
  getPerformanceList,
  listEntries,
  listQuarantine,
  listCorrections,
  correctContract,
  dismissCorrection,
  listSettlements,
  settleMonth,
  exportSettlement,
  reopenMonth,
];
