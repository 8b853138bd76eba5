-- 0031_messages.sql
-- locks: messages and deliveries for a moment, for columns whose values are not written into rows; deliveries against writing while three indexes are built

-- What a message says of itself besides its content. `sent_by` is the person or program that handed it in; a message of a
-- rule has none. `recipient_count` is how many deliveries it was accepted with, so that one that is lost is noticed.
alter table belfry.messages add column labels jsonb not null default '{}';
alter table belfry.messages add column priority smallint not null default 1;
alter table belfry.messages add column business_key text;
alter table belfry.messages add column scheduled_at timestamptz;
alter table belfry.messages add column expires_at timestamptz;
alter table belfry.messages add column sent_by text;
alter table belfry.messages add column template text;
alter table belfry.messages add column recipient_count int;
create index messages_labels on belfry.messages using gin (labels jsonb_path_ops) where labels <> '{}';
create index messages_business_key on belfry.messages (business_key, id desc) where business_key is not null;
create index messages_created on belfry.messages using brin (created_at);

-- Urgent is 0, normal 1, low 2: what is claimed first comes first. `counted_at` is when a delivery was counted against the
-- frequency caps of its recipient.
alter table belfry.deliveries add column priority smallint not null default 1;
alter table belfry.deliveries add column expires_at timestamptz;
alter table belfry.deliveries add column counted_at timestamptz;
create index deliveries_lane on belfry.deliveries (priority, run_at, message_id) where state = 'queued';
create index deliveries_expiry on belfry.deliveries (expires_at) where state = 'queued' and expires_at is not null;
create index deliveries_recipient on belfry.deliveries (lower(recipient), id desc);

-- A message with a business key is for one recipient once in a while: whoever comes second finds the first one here. A row
-- is the hash of key, channel and recipient.
create table belfry.business_claims (
  claim       bytea primary key,
  delivery_id bigint not null,
  message_id  bigint not null,
  until       timestamptz not null
);
create index business_claims_until on belfry.business_claims (until);

-- Whether somebody who is restricted to labels may see a message: by its execution, or, of one that no rule sends, by its
-- own labels. Inputs say nothing about a message that no rule sends, so whoever is restricted to some does not see it.
create function belfry.message_in_scope(execution_id bigint, labels jsonb, scope jsonb) returns boolean
  language sql stable parallel safe
as $$
  select scope is null
    or (message_in_scope.execution_id is not null and belfry.execution_in_scope(message_in_scope.execution_id, message_in_scope.scope))
    or (message_in_scope.execution_id is null and coalesce(message_in_scope.scope -> 'inputs', '{}') = '{}'
        and coalesce(message_in_scope.scope -> 'labels', '{}') <> '{}'
        and belfry.labels_in_scope(message_in_scope.labels, message_in_scope.scope))
$$;
