import type { EvaluatedRow } from "@belfry/incentive";

/** How often an award was earned, and what that comes to. */
export interface AwardSum {
  readonly type: string;
  readonly name: string;
  readonly times: number;
  readonly amountFen: number;
}

/** What one person has after the file, and earned with it. */
export interface PersonSum {
  readonly person: string;
  readonly count: number;
  readonly totalFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly amountFen: number;
  /** 备注 of the last contract. */
  readonly remark: string;
}

export interface RowSums {
  add(row: EvaluatedRow): void;
  awards(): readonly AwardSum[];
  /** Who earned most comes first. */
  people(): readonly PersonSum[];
}

/** Sums rows as they come, by award and by person. */
export function sumRows(): RowSums {
  const awards = new Map<string, AwardSum>();
  const people = new Map<string, PersonSum>();
  return {
    add(row) {
      const { person, rewards } = row;
      const before = people.get(person);
      let amountFen = before?.amountFen ?? 0;
      for (const { type, name, amountFen: worth = 0 } of rewards) {
        const key = `${type} ${name}`;
        const sum = awards.get(key);
        awards.set(key, { type, name, times: (sum?.times ?? 0) + 1, amountFen: (sum?.amountFen ?? 0) + worth });
        amountFen += worth;
      }
      people.set(person, {
        person,
        count: row.housekeeperCount,
        totalFen: row.housekeeperTotalFen,
        performanceFen: row.cumulativePerformanceFen,
        rewards: (before?.rewards ?? 0) + rewards.length,
        amountFen,
        remark: row.remark,
      });
    },
    awards: () => [...awards.values()],
    people: () => [...people.values()].toSorted((a, b) => b.amountFen - a.amountFen),
  };
}
