import type { Tx } from "@belfry/store";

export interface NewContract {
  readonly contractId: string;
  readonly personId: number;
  readonly provider: string;
  readonly project: string;
  readonly day: string;
  readonly orderType: string;
  readonly historical: boolean;
  readonly sequence: number;
  readonly amountFen: number;
  readonly countedFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
  /** Both as JSON texts without a line break. */
  readonly source: string;
  readonly figures: string;
}

/**
 * JSON texts of which each is a line. In the text of an array each of their quotes would have to be escaped, which takes
 * ten times as long; and a text as `JSON.stringify` writes it has no line break.
 */
export function jsonLines(parameter: string): string {
  return `string_to_array(${parameter}::text, E'\\n')::jsonb[]`;
}

/** Writes contracts in their order and returns their numbers by their ids. */
export async function insertContracts(
  tx: Tx,
  { campaignId, run }: { readonly campaignId: number; readonly run: number },
  contracts: readonly NewContract[],
): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; contractId: string }>({
    name: "incentive-insert-contracts",
    text: `
      insert into belfry.incentive_contracts (campaign_id, run_id, booked_at, contract_id, person_id, provider, project, day,
        order_type, historical, sequence, amount_fen, counted_fen, rewards, reward_fen, source, figures)
      select $1, $2, (select belfry.now()), v.*
      from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::date[], $8::text[], $9::bool[], $10::bigint[],
        $11::bigint[], $12::bigint[], $13::smallint[], $14::bigint[], ${jsonLines("$15")}, ${jsonLines("$16")}) as v
      returning id, contract_id as "contractId"`,
    values: [
      campaignId,
      run,
      contracts.map(({ contractId }) => contractId),
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
    ],
  });
  return new Map(rows.map(({ id, contractId }) => [contractId, id]));
}
