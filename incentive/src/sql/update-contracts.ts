import type { Tx } from "@belfry/store";
import { jsonLines, type NewContract } from "./insert-contracts.ts";
import type { ContractState } from "./load-standing-page.ts";

export interface ChangedContract extends Omit<NewContract, "contractId"> {
  readonly id: number;
  readonly state: ContractState;
}

/** Brings contracts to what they are after a correction. */
export async function updateContracts(tx: Tx, contracts: readonly ChangedContract[]): Promise<void> {
  await tx.query({
    name: "incentive-update-contracts",
    text: `
      update belfry.incentive_contracts c
      set person_id = v.person_id, provider = v.provider, project = v.project, day = v.day, order_type = v.order_type,
          historical = v.historical, sequence = v.sequence, amount_fen = v.amount_fen, counted_fen = v.counted_fen,
          rewards = v.rewards, reward_fen = v.reward_fen, source = v.source, figures = v.figures, state = v.state
      from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::date[], $6::text[], $7::bool[], $8::bigint[],
        $9::bigint[], $10::bigint[], $11::smallint[], $12::bigint[], ${jsonLines("$13")}, ${jsonLines("$14")}, $15::text[])
        as v (id, person_id, provider, project, day, order_type, historical, sequence, amount_fen, counted_fen, rewards,
          reward_fen, source, figures, state)
      where c.id = v.id`,
    values: [
      contracts.map(({ id }) => id),
      contracts.map(({ personId }) => personId),
      contracts.map(({ provider }) => provider),
      contracts.map(({ project }) => project),
      contracts.map(({ day }) => day),
      contracts.map(({ orderType }) => orderType),
      contracts.map(({ historical }) => historical),
      contracts.map(({ sequence }) => sequence),
      contracts.map(({ amountFen }) => amountFen),
      contracts.map(({ countedFen }) => countedFen),
      contracts.map(({ rewards }) => rewards),
      contracts.map(({ rewardFen }) => rewardFen),
      contracts.map(({ source }) => source).join("\n"),
      contracts.map(({ figures }) => figures).join("\n"),
      contracts.map(({ state }) => state),
    ],
  });
}
