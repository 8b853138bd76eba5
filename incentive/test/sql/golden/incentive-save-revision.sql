-- incentive-save-revision, sent by incentive/src/sql/save-revision.ts
insert into belfry.incentive_revisions (campaign_id, revision, definition, created_at, created_by)
values ($1, $2, $3, belfry.now(), $4)
on conflict do nothing
