/**
 * How a contract and its row lie in the columns `source` and `figures` of `incentive_contracts`: what has a column of its
 * own is not in them a second time, sums are a list without their names, and what is empty is left out. Of a million
 * contracts that is half of what the table holds, and of the time that it takes to write them.
 */
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";

/** What stands in a row beside its contract. */
export type RowFigures = Omit<EvaluatedRow, "contract">;

type StoredSource = Omit<Contract, "id" | "project" | "provider" | "amountFen">;

interface StoredFigures extends Pick<RowFigures, "person" | "remark" | "activityCode" | "bonusPoolE4"> {
  /** In the order of `namesOfSums`. */
  readonly sums: readonly number[];
  /** These three only where they are not empty, or not false. */
  readonly rewards?: RowFigures["rewards"];
  readonly heldBefore?: RowFigures["heldBefore"];
  readonly addressRepeated?: true;
}

/** The columns of which both are made again, besides the id of the contract. */
export interface StoredColumns
  extends Pick<Contract, "project" | "provider" | "amountFen">, Pick<RowFigures, "orderType" | "historical"> {
  readonly sequence: number;
  readonly countedFen: number;
  readonly source: StoredSource;
  readonly figures: StoredFigures;
}

/** As a text. Each field is named, because taking some out of an object takes longer than writing the text. */
export function storedSource(contract: Contract): string {
  const stored = {
    number: contract.number,
    housekeeper: contract.housekeeper,
    city: contract.city,
    paidFen: contract.paidFen,
    sourceType: contract.sourceType,
    address: contract.address,
    historicalNumber: contract.historicalNumber,
    sourcePerformanceFen: contract.sourcePerformanceFen,
    conversion: contract.conversion,
    signedAt: contract.signedAt,
    columns: contract.columns,
  } satisfies Record<keyof StoredSource, unknown>;
  return JSON.stringify(stored);
}

/** As a text. */
export function storedFigures(row: RowFigures): string {
  const stored = {
    person: row.person,
    remark: row.remark,
    activityCode: row.activityCode,
    sums: [
      row.housekeeperCount,
      row.housekeeperTotalFen,
      row.performanceFen,
      row.cumulativePerformanceFen,
      row.platformCount,
      row.platformFen,
      row.platformPerformanceFen,
      row.selfReferralCount,
      row.selfReferralFen,
    ],
    bonusPoolE4: row.bonusPoolE4,
    rewards: row.rewards.length === 0 ? undefined : row.rewards,
    heldBefore: row.heldBefore.length === 0 ? undefined : row.heldBefore,
    addressRepeated: row.addressRepeated ? true : undefined,
  } satisfies Record<keyof StoredFigures, unknown>;
  return JSON.stringify(stored);
}

/** What was stored, as it was before. */
export function restored<Row extends StoredColumns>(
  row: Row,
  id: string,
): Omit<Row, "source" | "figures"> & { readonly source: Contract; readonly figures: RowFigures } {
  const { project, provider, amountFen, orderType, historical, sequence, countedFen } = row;
  const { sums, rewards = [], heldBefore = [], addressRepeated = false, ...figures } = row.figures;
  const [housekeeperCount = 0, housekeeperTotalFen = 0, performanceFen = 0, cumulativePerformanceFen = 0] = sums;
  const [platformCount = 0, platformFen = 0, platformPerformanceFen = 0] = sums.slice(4);
  const [selfReferralCount = 0, selfReferralFen = 0] = sums.slice(7);
  return {
    ...row,
    source: { ...row.source, id, project, provider, amountFen },
    figures: {
      ...figures,
      orderType,
      historical,
      sequence,
      countedFen,
      housekeeperCount,
      housekeeperTotalFen,
      performanceFen,
      cumulativePerformanceFen,
      platformCount,
      platformFen,
      platformPerformanceFen,
      selfReferralCount,
      selfReferralFen,
      rewards,
      heldBefore,
      addressRepeated,
    },
  };
}
