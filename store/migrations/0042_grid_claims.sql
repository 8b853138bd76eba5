-- 0042_grid_claims.sql
-- locks: grid_cells for a moment, for a column whose value is not written into rows; grid_members against writing while an index is built

-- What nobody else may work with while the cell runs, as `account:a-17`. Written by the claim, so that the next one need not
-- look up the members of all cells that run. Empty: nothing, or a node of an older version handed it out.
alter table belfry.grid_cells add column excludes text;

-- Whether any member of a platform has an account that nobody works with is asked before its cells are gone through.
create index grid_members_groups on belfry.grid_members (group_id);
