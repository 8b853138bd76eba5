-- 0027_queue_indexes.sql
-- locks: belfry.execution_queue for a moment
-- oldest: 0021

-- Executions are claimed by their turns since 0021. An index that nobody reads is still written with every execution that
-- starts, is claimed and ends.
drop index belfry.execution_queue_ready;
