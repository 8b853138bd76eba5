import {
  ActionFailure,
  defineAction,
  Duration,
  parseDuration,
  secret,
  text,
  type ActionContext,
  type Row,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { queryFailure } from "./metabase-failure.ts";
import { openMetabase } from "./metabase-session.ts";

const Parameter = z.strictObject({
  type: z.string().min(1),
  target: z.json(),
  value: z.json(),
});

const MetabaseQueryInput = z.strictObject({
  url: text().describe("The address of Metabase, without /api behind it."),
  login: z
    .union([z.strictObject({ apiKey: secret() }), z.strictObject({ username: secret(), password: secret() })])
    .describe("An `apiKey`, or `username` and `password`."),
  card: z.int().min(1).optional().describe("The number of a saved question, as its address shows it; or `query`."),
  query: z
    .record(z.string(), z.json())
    .optional()
    .describe("A query as the API takes it: { database: 1, type: native, native: { query: … } }; or `card`."),
  parameters: z
    .union([z.record(z.string(), z.union([text(), z.json()])), z.array(Parameter)])
    .optional()
    .describe("Values for the variables of the question by their names, or the list that the API takes."),
  columns: z
    .union([z.enum(["display", "name"]), z.array(z.string().min(1)).min(1).max(1_000)])
    .default("display")
    .describe(
      "What columns are called: as people see them, or as the database names them. A list gives them names of your own by their places; columns beyond its end are left out.",
    ),
  maxRows: z.int().min(1).max(1_048_574).default(100_000).describe("More rows than this are a mistake, and it fails."),
  maxBytes: z.int().min(1).default(104_857_600).describe("The largest answer, in bytes."),
  timeout: Duration.default("2m")
    .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
    .describe("The longest one request may take."),
});
type MetabaseQueryInput = z.output<typeof MetabaseQueryInput>;

/** What an export gives at most; there may be more that it does not mention. */
const EXPORT_ROWS = 1_048_575;
const AT_ONCE = 1_000;

export const metabaseQuery = defineAction({
  id: "metabase.query",
  displayName: { zh: "查询 Metabase", en: "Query Metabase" },
  description: {
    zh: "取出 Metabase 一个问题（或一条查询）的全部行，写入数据集；会话过期时重新登录一次。",
    en: "Reads all rows of a question of Metabase, or of a query, into a dataset; signs in anew once when the session expired.",
  },
  input: MetabaseQueryInput,
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors:
    "METABASE_STATUS (5xx, 429), METABASE_TIMEOUT, and when the server cannot be reached or is too slow; a query that failed is not tried again.",
  timeoutMs: 1_800_000,
  check: whatProblems,
  async run(ctx, input) {
    const [problem] = whatProblems(input);
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, {
        class: "config",
        code: "METABASE_INPUT_INVALID",
      });
    }
    const { timeout: timeoutMs, maxBytes } = input;
    const metabase = await openMetabase(ctx, input.login, { url: input.url.replace(/\/+$/, ""), timeoutMs, maxBytes });
    const what = input.card === undefined ? "database of the query" : `card ${input.card}`;
    // The ordinary endpoints stop at 2,000 rows; exports go on.
    const rows = rowsOf(await metabase.call({ method: "POST", what, ...exportOf(input) }));
    if (rows.length > input.maxRows || rows.length >= EXPORT_ROWS)
      throw tooMany(Math.min(input.maxRows, EXPORT_ROWS - 1));
    if (input.columns === "display") return keep(ctx, rows);
    const names = await namesOf(metabase, input, what);
    if (input.columns === "name") {
      return keep(
        ctx,
        rows.map((row) => renameAll(row, names)),
      );
    }
    const picked = rows.map((row) => pickNamed(row, names));
    return keep(ctx, picked, input.columns);
  },
});

function exportOf(input: MetabaseQueryInput): { readonly path: string; readonly json: unknown } {
  const parameters = parametersOf(input.parameters ?? []);
  // Texts of JSON inside of JSON: older versions take nothing else here, and newer ones both.
  if (input.card !== undefined) {
    return { path: `/api/card/${input.card}/query/json`, json: { parameters: JSON.stringify(parameters) } };
  }
  const query = { ...input.query, ...(parameters.length > 0 && { parameters }) };
  return { path: "/api/dataset/json", json: { query: JSON.stringify(query) } };
}

/** A name stands for the variable of that name, `{{name}}` in the question. */
function parametersOf(given: NonNullable<MetabaseQueryInput["parameters"]>): readonly unknown[] {
  if (Array.isArray(given)) return given;
  return Object.entries(given).map(([name, value]) => ({
    type: typeof value === "number" ? "number/=" : "category",
    target: ["variable", ["template-tag", name]],
    value,
  }));
}

function rowsOf(answer: unknown): readonly Row[] {
  const failed = queryFailure(answer);
  if (failed !== undefined) throw failed;
  if (Array.isArray(answer) && answer.every((row) => typeof row === "object" && row !== null)) return answer as Row[];
  throw new ActionFailure("The answer of Metabase holds no rows.", {
    class: "external",
    code: "METABASE_ANSWER",
    retryable: false,
  });
}

type Metabase = Awaited<ReturnType<typeof openMetabase>>;
interface Column {
  readonly name: string;
  readonly display_name: string;
}

/**
 * What the columns that people see are called here.
 * @throws ActionFailure `METABASE_COLUMNS` when two look the same, or there are fewer than the rule names
 */
async function namesOf(
  metabase: Metabase,
  input: MetabaseQueryInput,
  what: string,
): Promise<ReadonlyMap<string, string>> {
  const columns =
    input.card === undefined
      ? await columnsOfQuery(metabase, input, what)
      : await columnsOfCard(metabase, input.card, what);
  const own = Array.isArray(input.columns) ? input.columns : undefined;
  if (own !== undefined && own.length > columns.length) {
    const given = columns.map(({ display_name: shown }) => shown).join(", ");
    throw columnsFailure(`The rule names ${own.length} columns, and the answer has ${columns.length}: ${given}.`);
  }
  const isTwin = new Set(columns.map(({ display_name: shown }) => shown)).size < columns.length;
  if (isTwin || columns.length === 0) {
    throw columnsFailure("Two columns look the same, or there are none. Give them names of their own in Metabase.");
  }
  const named = own === undefined ? columns : columns.slice(0, own.length);
  return new Map(named.map(({ name, display_name: shown }, place) => [shown, own?.[place] ?? name]));
}

function columnsFailure(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "METABASE_COLUMNS" });
}

async function columnsOfCard(metabase: Metabase, card: number, what: string): Promise<readonly Column[]> {
  const found = (await metabase.call({ method: "GET", path: `/api/card/${card}`, what })) as {
    result_metadata?: Column[];
  };
  return found.result_metadata ?? [];
}

async function columnsOfQuery(
  metabase: Metabase,
  { query }: MetabaseQueryInput,
  what: string,
): Promise<readonly Column[]> {
  const answer = await metabase.call({ method: "POST", path: "/api/dataset", json: query, what });
  const failed = queryFailure(answer);
  if (failed !== undefined) throw failed;
  return (answer as { data?: { cols?: Column[] } }).data?.cols ?? [];
}

function renameAll(row: Row, names: ReadonlyMap<string, string>): Row {
  return Object.fromEntries(Object.entries(row).map(([shown, value]) => [names.get(shown) ?? shown, value]));
}

function pickNamed(row: Row, names: ReadonlyMap<string, string>): Row {
  return Object.fromEntries([...names].map(([shown, name]) => [name, row[shown] ?? null]));
}

/** @param columns known also of an answer without rows */
async function keep(ctx: ActionContext, rows: readonly Row[], columns?: readonly string[]) {
  const writer = await ctx.datasets.create(columns === undefined ? {} : { columns });
  try {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      ctx.signal.throwIfAborted();
      await writer.write(rows.slice(at, at + AT_ONCE));
      ctx.progress(Math.min(at + AT_ONCE, rows.length), rows.length);
    }
    return { rows: await writer.close(), count: rows.length };
  } finally {
    await writer.discard();
  }
}

function whatProblems(input: Readonly<Record<string, unknown>>): { path: string; message: string; remedy: string }[] {
  if ((input["card"] === undefined) !== (input["query"] === undefined)) return [];
  const message = input["card"] === undefined ? "There is nothing to ask." : "There are a card and a query to ask.";
  return [{ path: "card", message, remedy: "Give either `card` or `query`." }];
}

function tooMany(maxRows: number): ActionFailure {
  return new ActionFailure(`Metabase gives more than ${maxRows} rows. Ask for fewer, or raise maxRows.`, {
    class: "config",
    code: "METABASE_TOO_MANY_ROWS",
  });
}
