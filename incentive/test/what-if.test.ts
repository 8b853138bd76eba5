import { evaluate, findCampaign, readCampaigns, whatIf } from "@belfry/incentive";
import { expect, test } from "vitest";
import { contracts } from "./contracts.ts";

const shipped = await readCampaigns();
const [may, revised] = [findCampaign(shipped, "BJ-2025-05@2025-05"), findCampaign(shipped, "BJ-2025-05@2025-08")];
const list = contracts(20, (i) => ({ amountFen: 1_000_000 + i }));

test("tells which contracts would earn something else, and what all of them would", () => {
  const { differences, now, instead } = whatIf(may, revised, list);
  expect(
    differences.map(({ contractId, now: had, instead: gets, moreFen }) => [
      contractId,
      had.map(({ name }) => name),
      gets.map(({ name }) => name),
      moreFen,
    ]),
  ).toEqual([
    ["c16", ["接好运万元以上", "精英奖"], ["接好运万元以上"], -60_000],
    ["c18", [], ["精英奖"], 60_000],
  ]);
  expect(now).toEqual(instead);
  const { rewards } = evaluate(may, undefined, list);
  expect(now).toEqual({
    contracts: 20,
    rewards: rewards.length,
    amountFen: rewards.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0),
  });
});

test("the same rules make no difference, and no rules take everything away", () => {
  expect(whatIf(may, may, list).differences).toEqual([]);
  const { differences, now, instead } = whatIf(may, findCampaign(shipped, "BJ-2025-11"), list);
  expect(instead).toEqual({ contracts: 20, rewards: 0, amountFen: 0 });
  expect(differences.reduce((sum, { moreFen }) => sum + moreFen, 0)).toBe(-now.amountFen);
});
