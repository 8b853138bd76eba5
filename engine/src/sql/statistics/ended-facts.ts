/** What is counted of an execution: rows of `ended` become one row per thing that is counted, `n` is 1 or, to take it back, -1. */
export const factsOfEnded = `
        select (e.finished_at at time zone $3)::date as day, e.rule_id, f.kind, f.key, e.n
        from ended e cross join lateral (values
          ('state', e.state),
          ('failure', case when e.state = 'failed' then e.failure end),
          ('took', belfry.step_of_time(extract(epoch from e.finished_at - e.started_at)::float8 * 1000)::text),
          -- One that was opened again did not wait since it was created.
          ('waited', case when e.redrive = 0 then belfry.step_of_time(extract(epoch from e.started_at - e.created_at)::float8 * 1000)::text end)
        ) f (kind, key)
        where f.key is not null`;

/** The columns of `ended`, of the table of executions. Items of a list are parts of their execution and are not counted. */
export const endedExecutions = `
        select rule_id, state, (failure ->> 'class') || ' ' || (failure ->> 'code') as failure, created_at, started_at, finished_at, redrive, 1 as n
        from belfry.executions
        where item_index is null`;

/** The same of what is open again. */
export const reopenedExecutions = `
        select rule_id, state, failure, created_at, started_at, finished_at, redrive, -1 as n`;
