import type { Queryable } from "@belfry/store";
import type { Contract } from "../evaluate/contract.ts";
import { restored, type RowFigures, type StoredColumns } from "./stored-contract.ts";

/** `left-out`: a later revision does not take its order type. `withdrawn`: a person says that it does not hold. */
export type ContractState = "booked" | "left-out" | "withdrawn";

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
  readonly state: ContractState;
  readonly runId: number;
  readonly source: Contract;
  readonly figures: RowFigures;
  /** The day in Shanghai on which it was booked. */
  readonly bookedOn: string;
}

const columns = `
  id, contract_id as "contractId", person_id as "personId", provider, project, day, order_type as "orderType", historical, sequence, amount_fen as "amountFen",
  counted_fen as "countedFen", state, run_id as "runId", source, figures,
  (booked_at at time zone 'Asia/Shanghai')::date as "bookedOn"`;

/** The contracts of a campaign in the order in which they were booked, withdrawn ones included. */
export async function loadStandingPage(
  db: Queryable,
  campaignId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<StandingContract[]> {
  const { rows } = await db.query<StandingContract & StoredColumns>({
    name: "incentive-load-standing-page",
    text: `
      select ${columns} from belfry.incentive_contracts
      where campaign_id = $1 and id > $2 order by id limit $3`,
    values: [campaignId, page.after, page.limit],
  });
  return rows.map((row) => restored(row, row.contractId));
}
