import { expect, test } from "vitest";
import type { Contract } from "../evaluate/contract.ts";
import { restored, storedFigures, storedSource, type RowFigures } from "./stored-contract.ts";

const contract: Contract = {
  id: "c-1",
  number: "YHWX-1",
  housekeeper: "李青",
  provider: "顺达",
  project: "GD-1",
  amountFen: 1_200_050,
  city: "北京",
  paidFen: 1_000_000,
  sourceType: 1,
  address: "朝阳区\n1 号",
  historicalNumber: "",
  sourcePerformanceFen: 7,
  conversion: "0.5",
  signedAt: "2025-05-02",
  columns: { Status: "1" },
};
const figures: RowFigures = {
  activityCode: "BJ-MAY",
  person: "李青_顺达",
  orderType: "selfReferral",
  historical: false,
  sequence: 17,
  housekeeperCount: 1,
  housekeeperTotalFen: 2,
  countedFen: 3,
  performanceFen: 4,
  cumulativePerformanceFen: 5,
  platformCount: 6,
  platformFen: 7,
  platformPerformanceFen: 8,
  selfReferralCount: 9,
  selfReferralFen: 10,
  bonusPoolE4: 11,
  rewards: [{ kind: "tier", type: "节节高", name: "达标奖", amountFen: 20_000 }],
  remark: "无",
  heldBefore: ["优秀奖"],
  addressRepeated: true,
};

test("what was stored is read as it was, whether everything is there or little", () => {
  const { bonusPoolE4: _none, ...plain } = { ...figures, rewards: [], heldBefore: [], addressRepeated: false };
  const { id, number, housekeeper, provider, project, amountFen } = contract;
  const short: Contract = { id, number, housekeeper, provider, project, amountFen };
  for (const [source, row] of [
    [contract, figures],
    [short, plain],
  ] as const) {
    const read = restored(
      {
        provider,
        project,
        amountFen,
        orderType: row.orderType,
        historical: row.historical,
        sequence: row.sequence,
        countedFen: row.countedFen,
        source: JSON.parse(storedSource(source)),
        figures: JSON.parse(storedFigures(row)),
      },
      id,
    );
    expect(read.source).toEqual(source);
    expect(read.figures).toEqual(row);
  }
});

test("neither text has a line break, or what has a column of its own", () => {
  expect(storedSource(contract) + storedFigures(figures)).not.toMatch(
    /\n|"c-1"|"顺达"|GD-1|1200050|orderType|sequence/,
  );
});
