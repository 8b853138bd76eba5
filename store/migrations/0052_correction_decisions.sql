-- 0052_correction_decisions.sql
-- locks: incentive_corrections for a moment

-- Who decided about what a run proposed, and why it was dismissed. `author` and `reason` stay those of the proposal then.
alter table belfry.incentive_corrections
  add column decided_by text,
  add column decision   text;
update belfry.incentive_corrections set decided_by = author where decided_at is not null;
