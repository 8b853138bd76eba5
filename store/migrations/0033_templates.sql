-- 0033_templates.sql
-- locks: nothing that exists

-- Texts of messages, by their codes. A template that was removed keeps its versions: what a message named stays what it was,
-- and whoever saves the code again goes on counting.
create table belfry.templates (
  id         int generated always as identity primary key,
  code       text not null unique,
  version    int not null,
  labels     jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null,
  removed_at timestamptz
);

-- Every save is a version; none ever changes.
create table belfry.template_versions (
  template_id int not null references belfry.templates (id) on delete cascade,
  version     int not null,
  definition  jsonb not null,
  note        text not null,
  created_at  timestamptz not null,
  created_by  text not null,
  primary key (template_id, version)
);
