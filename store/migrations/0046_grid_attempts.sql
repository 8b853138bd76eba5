-- 0046_grid_attempts.sql
-- locks: grid_cells for a moment, for a column whose value is not written into rows

-- The last attempts that did not succeed, oldest first, each with who made it, when and what it came to. A cell that is tried
-- again shows nothing of them by itself. Empty: there was none, or a node of an older version made it.
alter table belfry.grid_cells add column past jsonb;
