-- incentive-insert-run, sent by incentive/src/sql/insert-run.ts
with left_over as (
  update belfry.incentive_runs set state = 'interrupted', ended_at = belfry.now()
  where campaign_id = $1 and state = 'running')
insert into belfry.incentive_runs (campaign_id, revision, source, execution_id, author, started_at)
values ($1, $2, $3, $4, $5, belfry.now())
returning id
