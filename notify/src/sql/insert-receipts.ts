import type { DeliveryReceipt } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";

/** Who said what became of a delivery: a provider that posted it, one that was asked, or a mail that came back. */
export type ReceiptSource = "post" | "query" | "mail";

export interface NewReceipt {
  readonly deliveryId: number;
  /** The hash of what was said. */
  readonly digest: Buffer;
  readonly receipt: DeliveryReceipt;
}

/** Keeps receipts. Returns the places of those that were not known before. */
export async function insertReceipts(
  tx: Tx,
  source: ReceiptSource,
  receipts: readonly NewReceipt[],
): Promise<number[]> {
  const { rows } = await tx.query<{ place: number }>({
    name: "notify-insert-receipts",
    text: `
      with said as (
        select * from unnest($2::int[], $3::bigint[], $4::bytea[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[],
                             $10::text[], $11::timestamptz[])
          as w (place, delivery_id, digest, state, bounce, complaint, code, reason, answer, said_at)),
      kept as (
        insert into belfry.delivery_receipts
          (delivery_id, digest, source, state, bounce, complaint, code, reason, answer, said_at, received_at)
        select distinct on (delivery_id, digest)
               delivery_id, digest, $1, state, bounce, complaint, code, reason, answer, said_at, belfry.now()
        from said order by delivery_id, digest, place
        on conflict (delivery_id, digest) do nothing
        returning delivery_id, digest)
      select min(s.place) as place from said s join kept using (delivery_id, digest)
      group by delivery_id, digest order by 1`,
    values: [
      source,
      receipts.map((_, place) => place),
      receipts.map(({ deliveryId }) => deliveryId),
      receipts.map(({ digest }) => digest),
      receipts.map(({ receipt }) => receipt.state),
      receipts.map(({ receipt }) => receipt.bounce ?? null),
      receipts.map(({ receipt }) => receipt.complaint === true),
      receipts.map(({ receipt }) => receipt.code ?? null),
      receipts.map(({ receipt }) => receipt.reason ?? null),
      receipts.map(({ receipt }) => receipt.answer ?? null),
      receipts.map(({ receipt }) => receipt.at ?? null),
    ],
  });
  return rows.map(({ place }) => place);
}
