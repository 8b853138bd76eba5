-- 0058_shared_archives.sql
-- locks: incentive_runs against writing, while two indexes are built

-- What is in a kept file (SHA-256): a run that reads the same as one of the same day shares its file.
alter table belfry.incentive_runs add column archive_hash bytea;
create index incentive_runs_archive_hashes on belfry.incentive_runs (campaign_id, archive_hash) where archive is not null;
create index incentive_runs_archives on belfry.incentive_runs (archive) where archive is not null;
