import { listValue, StatementType, type DuckDBValue } from "@duckdb/node-api";
import { ActionFailure } from "@belfry/plugin-kit";
import type { LockedDatabase } from "./locked-database.ts";
import { quoteText } from "./sql-text.ts";

export interface Select {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Where the result is written, as NDJSON. */
  readonly path: string;
}

export interface SelectResult {
  readonly path: string;
  readonly rows: number;
  readonly columns: readonly string[];
}

/** Runs one SELECT and writes its rows to a file, without a detour through JavaScript. */
export async function runSelect(database: LockedDatabase, select: Select): Promise<SelectResult> {
  const { columns, parameters } = await inspect(database, select.sql);
  const sql = select.sql.trim().replace(/[;\s]+$/, "");
  const { rowsChanged } = await database.run(
    `COPY (\n${sql}\n) TO ${quoteText(select.path)} (FORMAT json)`,
    boundValues(parameters, select.parameters),
  );
  return { path: select.path, rows: rowsChanged, columns };
}

/** Looks at the statement before it runs: whether it only reads, what it gives and which parameters it asks for. */
async function inspect(database: LockedDatabase, sql: string): Promise<{ columns: string[]; parameters: string[] }> {
  const statements = await database.prepareEach(sql);
  try {
    const [statement, ...others] = statements;
    if (statement === undefined || others.length > 0 || statement.statementType !== StatementType.SELECT) {
      throw new ActionFailure("Write exactly one SELECT: a query reads its tables and changes nothing.", {
        class: "config",
        code: "SQL_NOT_ONE_SELECT",
      });
    }
    const columns = Array.from({ length: statement.columnCount }, (_, index) => statement.columnName(index));
    const twin = columns.find((name, index) => columns.indexOf(name) !== index);
    if (twin !== undefined) {
      throw new ActionFailure(`Two columns of the result are named ${twin}. Give one of them another name with AS.`, {
        class: "config",
        code: "SQL_TWIN_COLUMNS",
      });
    }
    const parameters = Array.from({ length: statement.parameterCount }, (_, index) =>
      statement.parameterName(index + 1),
    );
    return { columns, parameters };
  } finally {
    for (const statement of statements) statement.destroySync();
  }
}

function boundValues(asked: readonly string[], given: Readonly<Record<string, unknown>>): Record<string, DuckDBValue> {
  const missing = asked.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined)
    throw parameterFailure(`The query asks for $${missing}, and \`parameters\` has no ${missing}.`);
  const unused = Object.keys(given).find((name) => !asked.includes(name));
  if (unused !== undefined)
    throw parameterFailure(`The query has no $${unused}; take ${unused} out of \`parameters\`.`);
  return Object.fromEntries(asked.map((name) => [name, boundValue(given[name])]));
}

/** Lists are bound as lists, for `list_contains($names, name)`; objects as their JSON. */
function boundValue(value: unknown): DuckDBValue {
  if (Array.isArray(value)) return listValue(value.map(boundValue));
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  // A number that is bound as a DOUBLE would turn an integer column it is compared with into one.
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  return typeof value === "bigint" ? value : JSON.stringify(value);
}

function parameterFailure(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "SQL_PARAMETERS" });
}
