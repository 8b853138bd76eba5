import type { Tx } from "@belfry/store";

/** Which of these attempts have been begun, as `delivery/attempt`. */
export async function loadBegunAttempts(
  tx: Tx,
  requests: readonly { readonly deliveries: readonly { readonly id: number; readonly attempt: number }[] }[],
): Promise<Set<string>> {
  const wanted = requests.flatMap(({ deliveries }) => deliveries);
  const { rows } = await tx.query<{ id: number; attempt: number }>({
    name: "notify-load-begun-attempts",
    text: `
      select delivery_id as id, attempt from belfry.delivery_attempts
      where (delivery_id, attempt) in (select * from unnest($1::bigint[], $2::smallint[]))`,
    values: [wanted.map(({ id }) => id), wanted.map(({ attempt }) => attempt)],
  });
  return new Set(rows.map(({ id, attempt }) => `${id}/${attempt}`));
}
