-- 0053_incentive_reasons.sql
-- locks: incentive_quarantine for a moment, for a column whose value is not written into rows

-- What the texts of a row's code name, so that they can be written in the language of the reader. Empty: a node of an older
-- version put the row aside, and the message is all there is.
alter table belfry.incentive_quarantine add column details jsonb;
