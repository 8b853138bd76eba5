-- 0029_channels.sql
-- locks: for a moment the deliveries and their attempts, for columns that have no values yet

-- How many pieces of a message that was split have been taken: the next send goes on after them.
alter table belfry.deliveries add column pieces_done smallint not null default 0;
-- The provider's own code, and how many segments it bills.
alter table belfry.delivery_attempts add column code text;
alter table belfry.delivery_attempts add column segments smallint;
