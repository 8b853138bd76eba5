import { orderTypeOf, type Contract, type OrderType } from "./contract.ts";

/** What a contract says besides its amount: who signed it, when, for which project. Texts as the source writes them. */
export interface ContractFacts {
  readonly housekeeper: string;
  readonly provider: string;
  readonly project: string;
  readonly number: string;
  /** 签约时间 */
  readonly signedAt: string;
  readonly orderType: OrderType;
  readonly address: string;
  /** Blank for a new contract. */
  readonly historicalNumber: string;
}
export type FactName = keyof ContractFacts;
export type SomeFacts = { readonly [fact in FactName]?: ContractFacts[fact] | undefined };

export interface FactChange {
  readonly fact: FactName;
  readonly before: string;
  readonly after: string;
}

export function contractFacts(contract: Contract): ContractFacts {
  const { housekeeper, provider, project, number, signedAt = "", address = "", historicalNumber = "" } = contract;
  return {
    housekeeper,
    provider,
    project,
    number,
    signedAt,
    orderType: orderTypeOf(contract),
    address,
    historicalNumber,
  };
}

/** The contract with other facts. */
export function withFacts(contract: Contract, changes: readonly FactChange[]): Contract {
  const facts: Partial<ContractFacts> = Object.fromEntries(changes.map(({ fact, after }) => [fact, after]));
  const { orderType, ...texts } = facts;
  return { ...contract, ...texts, ...(orderType !== undefined && { sourceType: sourceTypes[orderType] }) };
}

/** 工单类型(sourceType), as a source without the column means it. */
const sourceTypes: Readonly<Record<OrderType, number>> = { selfReferral: 1, platform: 2 };

/** What some facts say otherwise than those that are booked. */
export function changedFacts(booked: ContractFacts, facts: SomeFacts): FactChange[] {
  return (Object.keys(booked) as FactName[]).flatMap((fact) => {
    const [before, after] = [booked[fact], facts[fact]];
    return after === undefined || after === before ? [] : [{ fact, before, after }];
  });
}
