-- 0057_corrected_facts.sql
-- locks: incentive_corrections for a moment, rows of incentive_quarantine that wait
-- oldest: 0056

-- What else than the amount of a contract is corrected: a list of what it was and is.
alter table belfry.incentive_corrections add column facts jsonb;

-- Versions up to 0056 show such a correction without what it is about, and go on.
alter table belfry.incentive_corrections drop constraint incentive_corrections_kind_check;
alter table belfry.incentive_corrections add constraint incentive_corrections_kind_check
  check (kind in ('amount', 'facts', 'withdrawn', 'revision'));

-- What was put aside for that is proposed by the next run.
update belfry.incentive_quarantine set resolved_at = belfry.now()
where code = 'bookedOtherwise' and resolved_at is null;
