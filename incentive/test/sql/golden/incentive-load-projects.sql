-- incentive-load-projects, sent by incentive/src/sql/load-projects.ts
select project, used_fen as "usedFen" from belfry.incentive_projects
where campaign_id = $1 and project = any($2::text[])
