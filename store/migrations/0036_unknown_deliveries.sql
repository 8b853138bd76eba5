-- 0036_unknown_deliveries.sql
-- locks: deliveries for a moment, for columns whose values are not written into rows, and against writing while an index is built

-- When somebody asks next what became of an unknown delivery, how often it was asked, and of which send: `asked_epoch` is
-- its epoch then, so a delivery that became unknown anew is asked about from the beginning.
alter table belfry.deliveries add column asked_epoch int;
alter table belfry.deliveries add column asked smallint not null default 0;
alter table belfry.deliveries add column ask_at timestamptz;
create index deliveries_unknown on belfry.deliveries ((case when asked_epoch = epoch then ask_at else updated_at end))
  where state = 'unknown';

-- The account that alone may send a delivery: it may have done so before, and its provider drops a second one.
alter table belfry.deliveries add column only_account text;
