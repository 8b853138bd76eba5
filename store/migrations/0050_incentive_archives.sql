-- 0050_incentive_archives.sql
-- locks: incentive_runs for a moment, and against writing while an index is built

-- What a run read, as a file among the artifacts. When its time is over the file goes and `archive` is empty; how large it was
-- and until when it was kept stay.
alter table belfry.incentive_runs
  add column archive       text,
  add column archive_bytes bigint,
  add column archive_until timestamptz;
create index incentive_runs_archived on belfry.incentive_runs (archive_until) where archive is not null;
