import type { Tx } from "@belfry/store";

export interface NewTelling {
  readonly contract: number;
  readonly kind: "group" | "award";
  readonly text: string;
}

export async function insertTellings(tx: Tx, campaignId: number, tellings: readonly NewTelling[]): Promise<void> {
  await tx.query({
    name: "incentive-insert-tellings",
    text: `
      insert into belfry.incentive_tellings (campaign_id, contract, kind, text, created_at)
      select $1, v.*, (select belfry.now()) from unnest($2::bigint[], $3::text[], $4::text[]) as v
      on conflict (contract, kind) do nothing`,
    values: [
      campaignId,
      tellings.map(({ contract }) => contract),
      tellings.map(({ kind }) => kind),
      tellings.map(({ text }) => text),
    ],
  });
}
