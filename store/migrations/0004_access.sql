-- 0004_access.sql
-- locks: none (new objects only)

-- People who may sign in.
create table belfry.users (
  id                  int         generated always as identity primary key,
  name                text        not null unique,
  -- argon2id with its salt and parameters, as one text.
  password_hash       text        not null,
  role                text        not null,
  enabled             boolean     not null default true,
  created_at          timestamptz not null,
  password_changed_at timestamptz not null
);

-- Sign-ins. The cookie holds a random token, the table only its SHA-256: who reads the table cannot sign in with it.
create table belfry.sessions (
  token_hash bytea       primary key,
  user_id    int         not null references belfry.users (id) on delete cascade,
  created_at timestamptz not null,
  -- Moves on while the session is used.
  expires_at timestamptz not null,
  address    text        not null
);
create index sessions_user on belfry.sessions (user_id);
create index sessions_expiry on belfry.sessions (expires_at);

-- Tokens for programs, kept in the same way.
create table belfry.api_tokens (
  id         int         generated always as identity primary key,
  token_hash bytea       not null unique,
  name       text        not null,
  role       text        not null,
  created_at timestamptz not null,
  -- Empty: it does not expire.
  expires_at timestamptz
);

-- The vault. A value is encrypted with AES-256-GCM under the master key, its name is authenticated with it, so that a row
-- copied under another name does not open.
create table belfry.secrets (
  name       text        primary key,
  -- Which master key it was encrypted under, so that a wrong key file is told from a changed row.
  key_id     text        not null,
  nonce      bytea       not null check (octet_length(nonce) = 12),
  ciphertext bytea       not null,
  tag        bytea       not null check (octet_length(tag) = 16),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
