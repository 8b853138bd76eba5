import type { Campaign } from "../campaign/campaign.ts";
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow, Reward } from "../evaluate/evaluated-row.ts";
import { startEvaluation, type Evaluation } from "../evaluate/start-evaluation.ts";

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

export interface WhatIf {
  /** Takes the next contract, in the order of the source; undefined: it earns the same under both. */
  add(contract: Contract): WhatIfDifference | undefined;
  sums(): { readonly now: WhatIfSum; readonly instead: WhatIfSum };
}

export interface WhatIfResult {
  readonly differences: readonly WhatIfDifference[];
  readonly now: WhatIfSum;
  readonly instead: WhatIfSum;
}

/** Evaluates the same contracts under two campaigns, from nothing, and gives each contract that earns something else. */
export function whatIf(now: Campaign, instead: Campaign, contracts: Iterable<Contract>): WhatIfResult {
  const both = startWhatIf(now, instead);
  const differences: WhatIfDifference[] = [];
  for (const contract of contracts) {
    const difference = both.add(contract);
    if (difference !== undefined) differences.push(difference);
  }
  return { differences, ...both.sums() };
}

/** The same for contracts that come one after the other: nothing of them is kept. */
export function startWhatIf(now: Campaign, instead: Campaign): WhatIf {
  const [own, other] = [new CountedRules(now), new CountedRules(instead)];
  return {
    add(contract) {
      const [one, two] = [own.add(contract), other.add(contract)];
      const person = (one ?? two)?.person;
      const [had, gets] = [one?.rewards ?? [], two?.rewards ?? []];
      if (person === undefined || isSame(had, gets)) return undefined;
      return { contractId: contract.id, person, now: had, instead: gets, moreFen: sumFen(gets) - sumFen(had) };
    },
    sums: () => ({ now: own.sum(), instead: other.sum() }),
  };
}

/** An evaluation, and what it came to so far. */
class CountedRules {
  readonly #evaluation: Evaluation;
  #contracts = 0;
  #rewards = 0;
  #amountFen = 0;

  constructor(campaign: Campaign) {
    this.#evaluation = startEvaluation(campaign);
  }

  add(contract: Contract): EvaluatedRow | undefined {
    const outcome = this.#evaluation.add(contract);
    if (outcome.kind !== "row") return undefined;
    this.#contracts += 1;
    this.#rewards += outcome.row.rewards.length;
    this.#amountFen += sumFen(outcome.row.rewards);
    return outcome.row;
  }

  sum(): WhatIfSum {
    return { contracts: this.#contracts, rewards: this.#rewards, amountFen: this.#amountFen };
  }
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
