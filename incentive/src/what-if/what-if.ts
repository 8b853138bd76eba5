import type { Campaign } from "../campaign/campaign.ts";
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow, Reward } from "../evaluate/evaluated-row.ts";
import { startEvaluation } from "../evaluate/start-evaluation.ts";

/** A contract that would earn something else under the other rules. */
export interface WhatIfDifference {
  readonly contractId: string;
  readonly person: string;
  /** What it earns now; empty also where the campaign does not take it. */
  readonly now: readonly Reward[];
  readonly instead: readonly Reward[];
  /** What the other rules give more, in fen; negative: less. */
  readonly moreFen: number;
}

/** What all contracts earn under one set of rules. */
export interface WhatIfSum {
  readonly contracts: number;
  readonly rewards: number;
  readonly amountFen: number;
}

export interface WhatIfResult {
  readonly differences: readonly WhatIfDifference[];
  readonly now: WhatIfSum;
  readonly instead: WhatIfSum;
}

/** Evaluates the same contracts under two campaigns, from nothing, and gives each contract that earns something else. */
export function whatIf(now: Campaign, instead: Campaign, contracts: Iterable<Contract>): WhatIfResult {
  const [before, after] = [startEvaluation(now), startEvaluation(instead)];
  const sums = { now: noSums(), instead: noSums() };
  const differences: WhatIfDifference[] = [];
  for (const contract of contracts) {
    const [one, other] = [before.add(contract), after.add(contract)].map((outcome) =>
      outcome.kind === "row" ? outcome.row : undefined,
    );
    add(sums.now, one);
    add(sums.instead, other);
    if (one === undefined && other === undefined) continue;
    const person = (one ?? other)?.person ?? "";
    const [had, gets] = [one?.rewards ?? [], other?.rewards ?? []];
    if (isSame(had, gets)) continue;
    differences.push({ contractId: contract.id, person, now: had, instead: gets, moreFen: sumFen(gets) - sumFen(had) });
  }
  return { differences, ...sums };
}

type Sums = { -readonly [field in keyof WhatIfSum]: WhatIfSum[field] };

function noSums(): Sums {
  return { contracts: 0, rewards: 0, amountFen: 0 };
}

function add(sum: Sums, row: EvaluatedRow | undefined): void {
  if (row === undefined) return;
  sum.contracts += 1;
  sum.rewards += row.rewards.length;
  sum.amountFen += sumFen(row.rewards);
}

function isSame(one: readonly Reward[], other: readonly Reward[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ name, amountFen }, i) => name === other[i]?.name && amountFen === other[i].amountFen)
  );
}

function sumFen(rewards: readonly Reward[]): number {
  return rewards.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
}
