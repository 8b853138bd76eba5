-- 0006_people.sql
-- locks: belfry.users and belfry.api_tokens for a moment (new columns without a rewrite)

-- Roles of this installation beside the built-in ones, which are code.
create table belfry.roles (
  name        text        primary key,
  description text        not null default '',
  permissions text[]      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

-- What a person is restricted to: {"labels": {…}, "inputs": {…}}. Empty: nothing.
alter table belfry.users add column scope jsonb;

-- A token has the permissions of its role, or those of the key it was exchanged for.
alter table belfry.api_tokens add column scope jsonb;
alter table belfry.api_tokens add column permissions text[];
