-- merge-grid-counts, sent by engine/src/sql/grid/merge-grid-counts.ts
select belfry.merge_grid_counts($1) as merged
