import type { Queryable } from "@belfry/store";
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow, Reward } from "../evaluate/evaluated-row.ts";

/** What stands in a row beside its contract. */
export type RowFigures = Omit<EvaluatedRow, "contract">;

/** A contract as it stands in the ledger. */
export interface StandingContract {
  readonly id: number;
  readonly contractId: string;
  readonly personId: number;
  readonly provider: string;
  readonly day: string;
  readonly historical: boolean;
  readonly sequence: number;
  readonly amountFen: number;
  readonly countedFen: number;
  readonly state: "booked" | "withdrawn";
  readonly runId: number;
  readonly source: Contract;
  readonly figures: RowFigures;
  readonly rewards: readonly Reward[];
}

const columns = `
  c.id, c.contract_id as "contractId", c.person_id as "personId", c.provider, c.day, c.historical, c.sequence,
  c.amount_fen as "amountFen", c.counted_fen as "countedFen", c.state, c.run_id as "runId", c.source, c.figures,
  case when c.rewards = 0 then '[]' else (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'kind', a.kind, 'type', a.type, 'name', a.name, 'amountFen', a.amount_fen)) order by a.position), '[]')
    from belfry.incentive_awards a where a.contract = c.id) end as rewards`;

/** The contracts of a campaign in the order in which they were booked, withdrawn ones included. */
export async function loadStandingPage(
  db: Queryable,
  campaignId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<StandingContract[]> {
  const { rows } = await db.query<StandingContract>({
    name: "incentive-load-standing-page",
    text: `
      select ${columns} from belfry.incentive_contracts c
      where c.campaign_id = $1 and c.id > $2 order by c.id limit $3`,
    values: [campaignId, page.after, page.limit],
  });
  return rows;
}

/** Those of these ids that are in the ledger, by their ids. */
export async function loadStanding(
  db: Queryable,
  campaignId: number,
  contractIds: readonly string[],
): Promise<Map<string, StandingContract>> {
  const { rows } = await db.query<StandingContract>({
    name: "incentive-load-standing",
    text: `
      select ${columns} from belfry.incentive_contracts c
      where c.campaign_id = $1 and c.contract_id = any($2::text[])`,
    values: [campaignId, contractIds],
  });
  return new Map(rows.map((row) => [row.contractId, row]));
}
