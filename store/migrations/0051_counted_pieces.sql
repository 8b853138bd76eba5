-- 0051_counted_pieces.sql
-- locks: deliveries for a moment, for a column whose value is not written into rows

-- How much of what its recipient may have it was counted as: a message that goes out in three pieces counts three times
-- where a provider drops what is too much.
alter table belfry.deliveries add column counted_pieces smallint not null default 1;
