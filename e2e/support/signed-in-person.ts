import { createHash, randomBytes } from "node:crypto";
import type { TestDatabase } from "@belfry/testkit";
import { callWith, type CallApi } from "./call-api.ts";

interface Person {
  readonly name: string;
  readonly role: string;
}

/** A person with a session in the console, made in the database: how one signs in is not what these tests are about. */
export async function signedInPerson(
  server: { readonly url: string },
  database: TestDatabase,
  person: Person,
): Promise<CallApi> {
  const { name, value, url } = await sessionCookie(server, database, person);
  return callWith(server.url, { cookie: `${name}=${value}`, origin: url });
}

/** The same as a cookie, for a browser. */
export async function sessionCookie(
  server: { readonly url: string },
  database: TestDatabase,
  { name, role }: Person,
): Promise<{ readonly name: string; readonly value: string; readonly url: string }> {
  const token = randomBytes(32).toString("base64url");
  await database.store.pool.query(
    `with person as (
       insert into belfry.users (name, password_hash, role, created_at, password_changed_at)
       values ($1, 'x', $2, belfry.now(), belfry.now())
       on conflict (name) do update set role = excluded.role returning id)
     insert into belfry.sessions (token_hash, user_id, created_at, expires_at, address)
     select $3, id, belfry.now(), belfry.now() + interval '1 day', '127.0.0.1' from person`,
    [name, role, createHash("sha256").update(token).digest()],
  );
  const { origin, port } = new URL(server.url);
  return { name: `belfry_session_${port}`, value: token, url: origin };
}
