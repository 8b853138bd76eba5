-- 0039_unsuccessful_executions.sql
-- locks: executions against writing, while its rows are read once

-- Executions that ended otherwise than with success, so that the last fifty that failed are found behind a million that
-- wait or went well. A table of its own: an index over the state of executions would have to be written at the end of each
-- of them, the good ones too. Kept by triggers that do nothing for a good one.
create table belfry.unsuccessful_executions (
  id      bigint primary key,
  rule_id int    not null,
  state   text   not null
);
create index unsuccessful_executions_state on belfry.unsuccessful_executions (state, id desc);
create index unsuccessful_executions_rule on belfry.unsuccessful_executions (rule_id, state, id desc);

create function belfry.list_unsuccessful() returns trigger
  language plpgsql
  as $$
begin
  if tg_op <> 'INSERT' then
    delete from belfry.unsuccessful_executions where id = old.id;
  end if;
  if tg_op <> 'DELETE' and new.state <> 'success' then
    insert into belfry.unsuccessful_executions (id, rule_id, state) values (new.id, new.rule_id, new.state);
  end if;
  return null;
end $$;
create trigger executions_unsuccessful_new after insert on belfry.executions
  for each row when (new.state <> 'success') execute function belfry.list_unsuccessful();
create trigger executions_unsuccessful after update of state on belfry.executions
  for each row when (old.state <> 'success' or new.state <> 'success') execute function belfry.list_unsuccessful();
create trigger executions_unsuccessful_gone after delete on belfry.executions
  for each row when (old.state <> 'success') execute function belfry.list_unsuccessful();

insert into belfry.unsuccessful_executions (id, rule_id, state)
select id, rule_id, state from belfry.executions where state <> 'success';
