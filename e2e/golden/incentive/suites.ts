/** The cases of campaigns.json, reward_cases.json, contract_batches.json and reward_messages.json, run with the shipped campaigns. */
import type { GoldenCase, GoldenSuite } from "../suite.ts";
import { runBatch } from "./batches.ts";
import { goldenFacts, shippedFacts } from "./campaigns.ts";
import type { BatchesFile, CampaignsFile, MessagesFile, RewardsFile } from "./file.ts";
import { formatted, tellRows } from "./messages.ts";
import { rewardsOf } from "./rewards.ts";
import { campaignOf, campaignOfMessage } from "./shipped.ts";

function suite(name: string, cases: readonly GoldenCase[]): GoldenSuite {
  return { name, cases };
}

export function campaignSuites(file: CampaignsFile): GoldenSuite[] {
  return [
    suite(
      "campaigns.json",
      (file.campaigns ?? []).map((golden) => {
        const campaign = campaignOf(golden.key, {
          engine: golden.revision === "new architecture" ? "pipeline" : "legacy",
          revised: golden.revision.startsWith("2025-08-28"),
        });
        return {
          label: `${golden.key} ${golden.revision}`,
          input: golden,
          expected: goldenFacts(golden, campaign),
          run: async () => shippedFacts(campaign),
        };
      }),
    ),
  ];
}

export function rewardSuites(file: RewardsFile): GoldenSuite[] {
  return [
    suite(
      "reward_cases.json",
      (file.cases ?? []).map(({ id, campaign, configRevision, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => rewardsOf(campaign, input, configRevision?.startsWith("2025-08-28") === true),
      })),
    ),
  ];
}

export function batchSuites(file: BatchesFile): GoldenSuite[] {
  return [
    suite(
      "contract_batches.json",
      (file.cases ?? []).map((batch) => ({
        label: batch.id,
        input: batch.input,
        expected: batch.expected,
        run: () => runBatch(batch),
      })),
    ),
  ];
}

export function messageSuites(file: MessagesFile): GoldenSuite[] {
  return [
    suite(
      "reward_messages.json#messages",
      (file.messages ?? []).map(({ id, campaign, template, eliteDoubling, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => tellRows(campaignOfMessage(campaign, { template, eliteDoubling }), input, expected),
      })),
    ),
    suite(
      "reward_messages.json#formatting",
      (file.formatting ?? []).map(({ helper, input, expected }) => ({
        label: `${helper} ${input}`,
        input: { helper, input },
        expected,
        run: () => formatted(helper, input),
      })),
    ),
  ];
}
