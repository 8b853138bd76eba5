-- 0006_people.sql
-- locks: belfry.users, belfry.sessions and belfry.api_tokens for a moment (new columns; sessions are few and get a number)

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
alter table belfry.users add column display_name text not null default '';
-- In small letters. A person signs in with it as well as with the name, which therefore holds no @.
alter table belfry.users add column email text;
alter table belfry.users add column must_change_password boolean not null default false;
alter table belfry.users add column second_factor_required boolean not null default false;
-- Whether the next sign-in through the provider that brings the same, verified address may take over this account.
alter table belfry.users add column link_allowed boolean not null default false;
alter table belfry.users add column last_login_at timestamptz;
-- Empty: the person signs in through the provider only.
alter table belfry.users alter column password_hash drop not null;
create unique index users_lower_name on belfry.users (lower(name));
create unique index users_email on belfry.users (email);

-- A number by which a person names one of the sessions to end it: the token is known to the browser alone.
alter table belfry.sessions add column id int generated always as identity unique;
alter table belfry.sessions add column method text not null default 'password' check (method in ('password', 'sso'));

-- Failed sign-ins by the name that was tried, whether somebody has it or not: an answer must not tell.
create table belfry.login_failures (
  name         text        primary key,
  -- Since the window began; an attempt counts before its password is checked, so that many at once do not slip through.
  failures     int         not null,
  since        timestamptz not null,
  locked_until timestamptz,
  -- How many locks in a row: each lasts twice as long as the one before.
  locks        int         not null default 0,
  last_at      timestamptz not null
);
create index login_failures_last on belfry.login_failures (last_at);

-- A password that was right, and the code that is still missing. Kept like a session.
create table belfry.login_challenges (
  token_hash bytea       primary key,
  user_id    int         not null references belfry.users (id) on delete cascade,
  expires_at timestamptz not null
);
create index login_challenges_user on belfry.login_challenges (user_id);
create index login_challenges_expiry on belfry.login_challenges (expires_at);

-- The second factor of a person: the secret of the codes, sealed like a secret of the vault.
create table belfry.second_factors (
  user_id      int         primary key references belfry.users (id) on delete cascade,
  key_id       text        not null,
  nonce        bytea       not null check (octet_length(nonce) = 12),
  ciphertext   bytea       not null,
  tag          bytea       not null check (octet_length(tag) = 16),
  created_at   timestamptz not null,
  -- Empty until a first code has shown that the person has it.
  confirmed_at timestamptz,
  -- The time step of the last code that was accepted: neither it nor an older one is accepted again.
  last_step    bigint
);

create table belfry.recovery_codes (
  user_id   int   not null references belfry.users (id) on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

-- Who somebody is at a provider of single sign-on.
create table belfry.identities (
  issuer     text        not null,
  subject    text        not null,
  user_id    int         not null references belfry.users (id) on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject)
);
create index identities_user on belfry.identities (user_id);

-- Sign-ins that are on their way to the provider. The browser holds the token, the table its SHA-256; read once.
create table belfry.sso_attempts (
  token_hash    bytea       primary key,
  state         text        not null,
  nonce         text        not null,
  code_verifier text        not null,
  expires_at    timestamptz not null
);
create index sso_attempts_expiry on belfry.sso_attempts (expires_at);

-- Keys of programs. The secret is shown once; the table keeps its SHA-256.
create table belfry.api_keys (
  id                  text        primary key,
  name                text        not null,
  note                text        not null default '',
  secret_hash         bytea       not null,
  -- The secret before the last rotation, and how long it is still good.
  previous_hash       bytea,
  previous_until      timestamptz,
  permissions         text[]      not null,
  scope               jsonb,
  requests_per_minute int,
  created_by          text        not null,
  created_at          timestamptz not null,
  expires_at          timestamptz,
  last_used_at        timestamptz,
  revoked_at          timestamptz
);
create unique index api_keys_name on belfry.api_keys (lower(name)) where revoked_at is null;

-- A token has the permissions of its role, or those of the key it was exchanged for, and ends with that key.
alter table belfry.api_tokens add column scope jsonb;
alter table belfry.api_tokens add column permissions text[];
alter table belfry.api_tokens add column key_id text references belfry.api_keys (id) on delete cascade;
create index api_tokens_key on belfry.api_tokens (key_id) where key_id is not null;
