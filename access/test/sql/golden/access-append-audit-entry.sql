-- access-append-audit-entry, sent by access/src/sql/append-audit-entry.ts
with clock as materialized (select belfry.now() as at),
head as (
  update belfry.audit_head h set n = h.n + 1,
    hash = sha256(h.hash || int8send(h.n + 1) || int8send((extract(epoch from clock.at) * 1000000)::bigint) || $11)
  from clock returning h.n, clock.at, h.hash)
insert into belfry.audit_entries (n, at, actor_kind, actor, address, request_id, action, subject_kind, subject,
  outcome, detail, detail_hash, hash)
select n, at, $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, hash from head
