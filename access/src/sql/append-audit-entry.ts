import type { Queryable } from "@belfry/store";
import type { EntryContent } from "../audit/entry-hash.ts";

/** Appends an entry to the chain. Takes the lock on its end until the transaction is over. */
export async function appendAuditEntry(
  db: Queryable,
  entry: EntryContent & { readonly detail: unknown; readonly contentHash: Buffer },
): Promise<void> {
  await db.query({
    name: "access-append-audit-entry",
    text: `
      with clock as materialized (select belfry.now() as at),
      head as (
        update belfry.audit_head h set n = h.n + 1,
          hash = sha256(h.hash || int8send(h.n + 1) || int8send((extract(epoch from clock.at) * 1000000)::bigint) || $11)
        from clock returning h.n, clock.at, h.hash)
      insert into belfry.audit_entries (n, at, actor_kind, actor, address, request_id, action, subject_kind, subject,
        outcome, detail, detail_hash, hash)
      select n, at, $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, hash from head`,
    values: [
      entry.actorKind,
      entry.actor,
      entry.address,
      entry.requestId,
      entry.action,
      entry.subjectKind,
      entry.subject,
      entry.outcome,
      JSON.stringify(entry.detail),
      entry.detailHash,
      entry.contentHash,
    ],
  });
}
