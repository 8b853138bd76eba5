-- 0037_digests.sql
-- locks: messages and deliveries for a moment, for columns that have no values yet, and against writing while indexes are built that read them once; message_policies for a moment
-- oldest: 0032

-- A message that gathers what would have waited too long for a robot: the line for which it was made. Only the newest one
-- of a line takes more in, as long as it has not been sent.
alter table belfry.messages add column digest_of text;
create index messages_digests on belfry.messages (digest_of, id desc) where digest_of is not null;

-- The message that a delivery goes out in; its fate is that message's.
alter table belfry.deliveries add column digest_id bigint;
create index deliveries_gathered on belfry.deliveries (digest_id) where digest_id is not null;

-- Versions from 0032 on leave out a policy whose kind they do not know.
alter table belfry.message_policies drop constraint message_policies_kind_check;
alter table belfry.message_policies add constraint message_policies_kind_check
  check (kind in ('quiet-hours', 'frequency-cap', 'content', 'overflow'));
