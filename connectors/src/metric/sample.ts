import { ActionFailure, type FeedContext, valueAt } from "@belfry/plugin-kit";
import { bindStatement } from "../database/bind-statement.ts";
import { withSession } from "../database/with-session.ts";
import { requireReading } from "../database/statement-rules.ts";
import { queryFailure } from "../metabase/metabase-failure.ts";
import { openMetabase } from "../metabase/metabase-session.ts";
import type { MetricConfig } from "./metric-config.ts";
import type { MetricValue } from "./metric-state.ts";

/** A question takes a minute at most, with all that belongs to it. */
const STATEMENT_MS = 30_000;
/** A value, and not a document with one somewhere in it. */
const LARGEST_ANSWER = 1_048_576;
const LONGEST_TEXT = 1_000;

type SampleContext = Pick<FeedContext, "signal" | "fetch" | "addressOf" | "pathOf" | "secret" | "expression">;

/**
 * Asks for the value once. Nothing where there is none: no row, null, or nothing at that place.
 * @throws ActionFailure when it cannot be asked, or is no value of this kind
 */
export async function takeSample(ctx: SampleContext, config: MetricConfig): Promise<MetricValue | undefined> {
  const found = await askFor(ctx, config);
  if (found === null || found === undefined) return undefined;
  const value = typeof found === "bigint" ? Number(found) : found;
  if (typeof value === "string" && value.length > LONGEST_TEXT) throw noValue("a text of more than 1000 characters");
  if (typeof value !== "number" && typeof value !== "string" && typeof value !== "boolean") {
    throw noValue(Array.isArray(value) ? "a list" : "an object");
  }
  return config.changed === true || config.noData !== undefined ? value : numberOf(value);
}

/** What stands beside a limit has to be a number; a database gives large ones as text. */
function numberOf(value: MetricValue): number {
  const number = typeof value === "boolean" || String(value).trim() === "" ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw noValue(JSON.stringify(value), "number");
  return number;
}

function askFor(ctx: SampleContext, config: MetricConfig): unknown {
  switch (config.metric) {
    case "sql":
      return askDatabase(ctx, config);
    case "http":
      return askAddress(ctx, config);
    case "metabase":
      return askMetabase(ctx, config);
    case "expression":
      return ctx.expression(config.expression ?? "null");
  }
}

async function askDatabase(ctx: SampleContext, { connection, sql = "", params }: MetricConfig): Promise<unknown> {
  const url = await ctx.secret(connection);
  return withSession(ctx, url, { timeoutMs: STATEMENT_MS }, async (session, { dialect }) => {
    const statement = bindStatement(sql, params, dialect);
    requireReading(statement, dialect);
    await session.begin("read");
    let value: unknown;
    let rowsSeen = 0;
    for await (const { columns, rows } of session.read(statement)) {
      rowsSeen += rows.length;
      if (columns.length > 1 || rowsSeen > 1) throw noValue("more than one row or column");
      value = rows[0]?.[columns[0] ?? ""] ?? value;
    }
    await session.commit();
    return value;
  });
}

async function askMetabase(ctx: SampleContext, { url = "", apiKey = "", card }: MetricConfig): Promise<unknown> {
  const limits = { timeoutMs: STATEMENT_MS, maxBytes: LARGEST_ANSWER };
  const metabase = await openMetabase(ctx, { apiKey }, { url: url.replace(/\/+$/, ""), ...limits });
  const path = `/api/card/${card}/query/json`;
  const answer = await metabase.call({ method: "POST", path, json: { parameters: "[]" }, what: `card ${card}` });
  const failed = queryFailure(answer);
  if (failed !== undefined) throw failed;
  if (!Array.isArray(answer)) throw noValue("no list of rows");
  const cells = (answer as Readonly<Record<string, unknown>>[]).map((row) => Object.values(row));
  if (cells.length > 1 || (cells[0]?.length ?? 0) > 1) throw noValue("more than one row or column");
  return cells[0]?.[0];
}

async function askAddress(ctx: SampleContext, { url = "", headers = {}, path }: MetricConfig): Promise<unknown> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) sent[name] = await ctx.secret(value);
  const { signal } = ctx;
  const limits = { timeoutMs: STATEMENT_MS, maxResponseBytes: LARGEST_ANSWER };
  const response = await ctx.fetch(url, { headers: sent, signal, ...limits });
  const text = await response.text();
  if (response.status < 200 || response.status > 299) {
    throw new ActionFailure(`The address answered with status ${response.status}.`, {
      class: "external",
      code: "METRIC_HTTP_STATUS",
    });
  }
  const json = jsonOf(text);
  if (path === undefined) return json === undefined ? text.trim() : json;
  if (json === undefined) throw noValue("no JSON");
  return valueAt(json, path);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A bare text is a value of its own, where no place in it is asked for.
    return undefined;
  }
}

function noValue(found: string, wanted = "value"): ActionFailure {
  return new ActionFailure(`The metric is no ${wanted} but ${found}.`, {
    class: "config",
    code: "METRIC_NO_VALUE",
    retryable: true,
  });
}
