-- 0045_grid_mirror.sql
-- locks: grid_cells for a moment, for a column whose value is not written into rows

-- Whether the table of the users' own that the cell is mirrored to said that it is done, when it was last looked at. Without
-- it nobody could tell a shop that was done there from one that was done and is wanted again here. Empty: it did not.
alter table belfry.grid_cells add column mirrored bool;
