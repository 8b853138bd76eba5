import type { Queryable } from "@belfry/store";
import type { EntryContent } from "../audit/entry-hash.ts";

export interface ChainRow extends EntryContent {
  readonly n: number;
  readonly atMicros: number;
  readonly detail: unknown;
  readonly hash: Buffer;
}

/** The next entries of the chain behind a number, with everything that their hashes are made of. */
export async function readAuditChain(
  db: Queryable,
  batch: { readonly after: number; readonly until: number; readonly limit: number },
): Promise<ChainRow[]> {
  const { rows } = await db.query<ChainRow>({
    name: "access-read-audit-chain",
    text: `
      select n, (extract(epoch from at) * 1000000)::bigint as "atMicros", actor_kind as "actorKind", actor, address,
        request_id as "requestId", action, subject_kind as "subjectKind", subject, outcome, detail, detail_hash as "detailHash", hash
      from belfry.audit_entries where n > $1 and n <= $2 order by n limit $3`,
    values: [batch.after, batch.until, batch.limit],
  });
  return rows;
}
