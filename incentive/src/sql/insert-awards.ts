import type { Tx } from "@belfry/store";

export interface NewAward {
  readonly contract: number;
  readonly personId: number;
  readonly position: number;
  readonly kind: string;
  readonly type: string;
  readonly name: string;
  readonly amountFen: number | null;
}

export async function insertAwards(tx: Tx, campaignId: number, awards: readonly NewAward[]): Promise<void> {
  await tx.query({
    name: "incentive-insert-awards",
    text: `
      insert into belfry.incentive_awards (campaign_id, contract, person_id, position, kind, type, name, amount_fen)
      select $1, v.*
      from unnest($2::bigint[], $3::int[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::bigint[]) as v`,
    values: [
      campaignId,
      awards.map(({ contract }) => contract),
      awards.map(({ personId }) => personId),
      awards.map(({ position }) => position),
      awards.map(({ kind }) => kind),
      awards.map(({ type }) => type),
      awards.map(({ name }) => name),
      awards.map(({ amountFen }) => amountFen),
    ],
  });
}
