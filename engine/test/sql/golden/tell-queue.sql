-- tell-queue, sent by engine/src/sql/executions/tell-queue.ts
select pg_notify('belfry', 'queue')
