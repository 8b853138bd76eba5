-- 0010_requests.sql
-- locks: none (new objects only)

-- Requests that a program may send twice and that must be carried out once: what its Idempotency-Key was first used for,
-- and what was answered. Kept for a day.
create table belfry.request_keys (
  caller       text        not null,
  -- SHA-256 of the key.
  key_hash     bytea       not null,
  -- SHA-256 of method, address and body.
  request_hash bytea       not null,
  -- Who carries it out. Whoever takes over from a process that died has another one.
  claim        uuid        not null,
  begun_at     timestamptz not null,
  -- Empty while it is carried out.
  status       int,
  -- The answer, encrypted like a secret: it may hold a key that is shown once.
  key_id       text,
  nonce        bytea check (octet_length(nonce) = 12),
  ciphertext   bytea,
  tag          bytea check (octet_length(tag) = 16),
  primary key (caller, key_hash)
);
create index request_keys_begun on belfry.request_keys (begun_at);
