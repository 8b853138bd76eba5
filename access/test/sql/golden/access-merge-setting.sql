-- access-merge-setting, sent by access/src/sql/merge-setting.ts
insert into belfry.settings as s (name, value, updated_at) values ($1, $2::jsonb, belfry.now())
on conflict (name) do update set value = s.value || excluded.value, updated_at = excluded.updated_at
