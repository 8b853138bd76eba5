-- 0008_scope.sql
-- locks: none (new objects only)

-- What somebody who is restricted may see; the scope is {"labels": {label: [values]}, "inputs": {rule: {input: [values]}}}.
-- Each of these says true for an empty scope. Statements ask for that first, so that it costs nobody else a call.

-- Whether each label of the scope has one of its values here.
create function belfry.labels_in_scope(labels jsonb, scope jsonb) returns bool
language sql immutable parallel safe as $$
  select scope is null or not exists (
    select from jsonb_each(coalesce(scope -> 'labels', '{}')) as wanted (label, allowed)
    where not coalesce(allowed ? (labels ->> label), false))
$$;

-- Whether each restricted input of the rule names allowed values and no other. An empty list names none.
create function belfry.inputs_in_scope(rule text, inputs jsonb, scope jsonb) returns bool
language sql immutable parallel safe as $$
  select scope is null or not exists (
    select from jsonb_each(coalesce(scope -> 'inputs' -> rule, '{}')) as wanted (input, allowed)
    where not coalesce(inputs -> input <@ allowed and inputs -> input <> '[]', false))
$$;

create function belfry.rule_in_scope(rule_id int, scope jsonb) returns bool
language sql stable parallel safe as $$
  select scope is null or exists (
    select from belfry.rules r
    where r.id = rule_in_scope.rule_id and belfry.labels_in_scope(r.labels, rule_in_scope.scope))
$$;

-- An execution counts by its rule and its inputs; a child that carries none by those of its parent.
create function belfry.execution_in_scope(execution_id bigint, scope jsonb) returns bool
language sql stable parallel safe as $$
  select scope is null or exists (
    select from belfry.executions e join belfry.rules r on r.id = e.rule_id
    left join belfry.executions p on p.id = e.parent_id and e.inputs = '{}'
    where e.id = execution_in_scope.execution_id
      and belfry.labels_in_scope(r.labels, execution_in_scope.scope)
      and belfry.inputs_in_scope(r.slug, coalesce(p.inputs, e.inputs), execution_in_scope.scope))
$$;
