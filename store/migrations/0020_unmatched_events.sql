-- 0020_unmatched_events.sql
-- locks: belfry.events (a new column with a constant; a new index on each day)

-- Whether some trigger was for the event. Events that nobody waits for are few, and are looked for among millions.
alter table belfry.events add column matched bool not null default true;
update belfry.events e set matched = false
where not exists (select from belfry.event_decisions d where d.event_id = e.id)
  and not exists (select from belfry.gathered_events g where g.event_id = e.id);
create index events_unmatched on belfry.events (id desc) where not matched;
