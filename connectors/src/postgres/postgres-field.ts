import { ActionFailure, secret, type FeedContext } from "@belfry/plugin-kit";
import { readDatabaseUrl, type DatabaseServer } from "../database/database-url.ts";

/** The field of a trigger that names a PostgreSQL database. One with a password in it is refused. */
export function postgresConnection() {
  return secret()
    .refine(
      (value) => typeof value !== "string" || value.includes("${{") || (URL.parse(value)?.password ?? "") === "",
      "The connection holds a password, which everybody who may see the rule would read. Store the whole URL as a secret and write ${{ secrets.NAME }}.",
    )
    .describe(
      "Where the database is, as `${{ secrets.NAME }}`: postgres://user:password@host/database, ?sslmode=verify-full behind it where the server proves who it is.",
    );
}

/** @throws ActionFailure class `config` with code `SQL_CONNECTION_INVALID` when it is another kind of database */
export async function readPostgres(ctx: Pick<FeedContext, "secret">, connection: unknown): Promise<DatabaseServer> {
  const database = readDatabaseUrl(await ctx.secret(connection));
  if (database.dialect === "postgres") return database;
  const message = "The connection is no PostgreSQL. Write postgres://user:password@host/database.";
  throw new ActionFailure(message, { class: "config", code: "SQL_CONNECTION_INVALID" });
}

/** A name as it stands in a statement; a table may have its schema in front. */
export function quotedName(name: string): string {
  return name
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}
