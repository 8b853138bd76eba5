-- 0011_connections.sql
-- locks: none (new objects only)

-- Places inside the own network that an administrator opened for outgoing calls.
create table belfry.connections (
  name        text        primary key,
  -- "host", "host:port", "10.1.2.3:443", "[fd00::1]:443".
  address     text        not null,
  purpose     text        not null default '',
  -- Whether the address may lie on the machine itself (loopback, link-local). It must then be an address and no name.
  allow_local boolean     not null default false,
  created_by  text        not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

-- The master keys of the vault by their names, and which of them new values are sealed with. While a rotation is under
-- way each of its two keys lies here sealed with the other one, so that a node that has one of them can read everything;
-- when it is over, no key lies in the database in any form.
create table belfry.vault_keys (
  key_id     text        primary key,
  is_current boolean     not null,
  sealed_by  text,
  nonce      bytea,
  ciphertext bytea,
  tag        bytea,
  created_at timestamptz not null
);
create unique index vault_keys_current on belfry.vault_keys (is_current) where is_current;
