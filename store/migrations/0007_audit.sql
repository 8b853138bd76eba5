-- 0007_audit.sql
-- locks: none (new objects only)

-- Who did what to what, when, from where. Append-only; each entry carries the hash of the one before it.
create table belfry.audit_entries (
  n            bigint      primary key,
  at           timestamptz not null,
  actor_kind   text        not null,
  actor        text        not null,
  address      text,
  request_id   text,
  action       text        not null,
  subject_kind text        not null,
  subject      text        not null,
  outcome      text        not null check (outcome in ('done', 'denied', 'failed')),
  -- What changed, and whatever else is worth knowing. Empty once it was erased at the wish of a person in it; its hash
  -- stays, so the chain holds.
  detail       jsonb,
  detail_hash  bytea       not null,
  hash         bytea       not null
);
create index audit_entries_subject on belfry.audit_entries (subject_kind, subject, n desc);
create index audit_entries_actor on belfry.audit_entries (actor, n desc);
create index audit_entries_at on belfry.audit_entries (at);

-- The end of the chain: who appends locks this row first.
create table belfry.audit_head (
  one  bool   primary key default true check (one),
  n    bigint not null,
  hash bytea  not null
);
insert into belfry.audit_head (n, hash) values (0, '\x0000000000000000000000000000000000000000000000000000000000000000');

create function belfry.keep_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.detail is null
    and (to_jsonb(new) - 'detail') = (to_jsonb(old) - 'detail') then
    return new;
  end if;
  raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
end $$;
create trigger audit_entries_append_only before update or delete on belfry.audit_entries
  for each row execute function belfry.keep_audit();
create trigger audit_entries_no_truncate before truncate on belfry.audit_entries
  for each statement execute function belfry.keep_audit();
