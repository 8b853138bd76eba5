import type { Queryable } from "@belfry/store";
import type { Contract } from "../evaluate/contract.ts";
import type { ContractState } from "./load-standing-page.ts";
import { restored, type RowFigures, type StoredColumns } from "./stored-contract.ts";

/** A contract of the ledger, as lists show it. */
export interface ListedContract {
  readonly id: number;
  readonly contract: string;
  readonly person: string;
  readonly housekeeper: string;
  readonly provider: string;
  readonly project: string;
  readonly day: string;
  readonly orderType: "platform" | "selfReferral";
  readonly historical: boolean;
  readonly sequence: number;
  readonly amountFen: number;
  readonly countedFen: number;
  readonly rewardFen: number;
  readonly state: ContractState;
  readonly run: number;
  readonly bookedAt: Date;
  readonly source: Contract;
  readonly figures: RowFigures;
}

export interface ContractFilter {
  /** The numbers of people. */
  readonly people?: readonly number[] | undefined;
  readonly provider?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly state?: ContractState | undefined;
  /** Only those that earned something, or only those that did not. */
  readonly rewarded?: boolean | undefined;
  /** A part of 合同编号. */
  readonly number?: string | undefined;
  /** The first and the last number in the ledger that come into question. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly limit: number;
}

export const columns = `
  c.id, c.contract_id as contract, p.key as person, p.name as housekeeper, c.provider, c.project, c.day,
  c.order_type as "orderType", c.historical, c.sequence, c.amount_fen as "amountFen", c.counted_fen as "countedFen",
  c.reward_fen as "rewardFen", c.state, c.run_id as run, c.booked_at as "bookedAt", c.source, c.figures`;

/** The contracts of a campaign, the last one booked first. */
export async function listContracts(
  db: Queryable,
  campaignId: number,
  filter: ContractFilter,
): Promise<ListedContract[]> {
  const { rows } = await db.query<ListedContract & StoredColumns>({
    name: "incentive-list-contracts",
    text: `
      select ${columns}
      from belfry.incentive_contracts c join belfry.incentive_people p on p.id = c.person_id
      where c.campaign_id = $1 and ($2::bigint is null or c.id <= $2) and ($11::bigint is null or c.id >= $11)
        and ($3::int[] is null or c.person_id = any($3))
        and ($4::text is null or c.provider = $4)
        and c.day between coalesce($5::date, '-infinity') and coalesce($6::date, 'infinity')
        and ($7::text is null or c.state = $7) and ($8::bool is null or (c.rewards > 0) = $8)
        and ($9::text is null or position($9 in c.source ->> 'number') > 0)
      order by c.id desc limit $10`,
    plannedAnew: true,
    values: [
      campaignId,
      filter.last ?? null,
      filter.people ?? null,
      filter.provider ?? null,
      filter.from ?? null,
      filter.until ?? null,
      filter.state ?? null,
      filter.rewarded ?? null,
      filter.number ?? null,
      filter.limit,
      filter.first ?? null,
    ],
  });
  return rows.map((row) => restored(row, row.contract));
}

/** What was said, or is to be said, about a contract. */
export interface ToldOfContract {
  readonly kind: "group" | "award";
  readonly text: string;
  readonly state: "due" | "told" | "dropped";
  readonly messageId: number | null;
  readonly toldAt: Date | null;
}
