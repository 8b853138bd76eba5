-- 0019_rule_folders.sql
-- locks: belfry.rule_versions while it is written anew (some seconds for a hundred thousand versions), belfry.rules for a moment

-- What people look for when they look for a rule: its names, what it says of itself, and its triggers and actions by their
-- ids and kinds, however deep they lie.
create function belfry.rule_search_text(definition jsonb) returns text
language sql immutable parallel safe
as $$
  select lower(
    coalesce(definition ->> 'rule', '') || e'\n' || coalesce(definition ->> 'name', '') || e'\n'
    || coalesce(definition ->> 'description', '') || e'\n'
    || jsonb_path_query_array(definition, '$.**.use')::text || e'\n'
    || jsonb_path_query_array(definition, '$.**.id')::text)
$$;

-- Both follow from the definition, so that an older version that saves a rule cannot leave them behind.
alter table belfry.rule_versions
  add column note text not null default '',
  add column folder text generated always as (coalesce(definition ->> 'folder', '')) stored,
  add column search text generated always as (belfry.rule_search_text(definition)) stored;

-- The name of the files a rule is kept in, where it is: what is no longer in them may be put away, and nothing else.
alter table belfry.rules add column source text;
create index rules_source on belfry.rules (source) where source is not null;
