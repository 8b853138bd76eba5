import { ActionFailure } from "@belfry/plugin-kit";
import { wordsOf, type BoundStatement } from "./bind-statement.ts";
import type { Dialect } from "./database-url.ts";

/** What a check on save says; the paths lie inside the input of the action. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

const reading: ReadonlySet<string> = new Set([
  "select",
  "with",
  "values",
  "table",
  "show",
  "describe",
  "desc",
  "explain",
]);

const writing: ReadonlySet<string> = new Set([
  "insert",
  "update",
  "delete",
  "merge",
  "replace",
  "with",
  "select",
  "call",
  "truncate",
  "create",
  "alter",
  "drop",
  "refresh",
  "comment",
  "analyze",
]);

/** What MySQL commits by itself, together with all that came before it. */
const committing: ReadonlySet<string> = new Set(["truncate", "create", "alter", "drop", "analyze"]);

/**
 * The database holds a transaction for reading. What it does not see are files that a statement writes on the server, and
 * commands that would end the transaction.
 * @throws ActionFailure class `config` with code `SQL_READ_ONLY`
 */
export function requireReading({ sql, verb }: BoundStatement, dialect: Dialect): void {
  const words = wordsOf(sql, dialect);
  if (reading.has(verb) && !(dialect === "mysql" && (words.has("into") || hidesCode(sql)))) return;
  throw new ActionFailure("sql.query takes one statement that reads: select, with, values, show or explain.", {
    class: "config",
    code: "SQL_READ_ONLY",
  });
}

/** @throws ActionFailure class `config` with code `SQL_NOT_ALLOWED` */
export function requireWriting(statements: readonly BoundStatement[], dialect: Dialect, once: boolean): void {
  for (const { verb, sql } of statements) {
    if (!writing.has(verb) || (dialect === "mysql" && hidesCode(sql))) {
      throw notAllowed(
        `sql.write takes no ${verb === "" ? "such statement" : verb}. It opens and ends the transaction itself.`,
      );
    }
    if (dialect === "mysql" && committing.has(verb) && (once || statements.length > 1)) {
      throw notAllowed(`MySQL commits by itself before ${verb}. Put it into an action of its own, without \`once\`.`);
    }
  }
}

/** A comment that MySQL executes. */
function hidesCode(sql: string): boolean {
  return /\/\*M?!/.test(sql);
}

function notAllowed(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "SQL_NOT_ALLOWED" });
}

/** A rule is read by many; a password in it is none. */
export function connectionProblems(connection: unknown, path = "connection"): InputProblem[] {
  if (typeof connection !== "string" || connection.includes("${{")) return [];
  const url = URL.parse(connection);
  if (url === null || url.password === "") return [];
  return [
    {
      path,
      message: "The connection holds a password, which everybody who may see the rule would read.",
      remedy: "Store the whole URL as a secret (belfry secrets set SHOP_DB) and write ${{ secrets.SHOP_DB }}.",
    },
  ];
}
