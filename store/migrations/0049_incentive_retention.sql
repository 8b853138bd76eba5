-- 0049_incentive_retention.sql
-- locks: incentive_runs, incentive_entries, incentive_tellings, incentive_quarantine and incentive_corrections against writing, each while an index is built

-- What goes after its time is found by when it was over. Runs that booked nothing are nearly all of those that come every
-- few minutes; whether one of them adjusted something is asked of the entries.
create index incentive_runs_over on belfry.incentive_runs (ended_at) where booked = 0 and proposed = 0;
create index incentive_entries_of_run on belfry.incentive_entries (run_id) where kind = 'adjustment';
create index incentive_tellings_over on belfry.incentive_tellings (coalesce(told_at, created_at)) where state <> 'due';
create index incentive_quarantine_over on belfry.incentive_quarantine (resolved_at) where resolved_at is not null;
create index incentive_corrections_dismissed on belfry.incentive_corrections (decided_at) where state = 'dismissed';
