-- 0056_told_texts.sql
-- locks: incentive_tellings against writing, while an index is built
-- oldest: 0054

-- Of what was said only the text goes after its time: who was told stays known, and whose text is empty is not looked at again.
drop index belfry.incentive_tellings_over;
create index incentive_tellings_over on belfry.incentive_tellings (coalesce(told_at, created_at))
  where state <> 'due' and text <> '';
