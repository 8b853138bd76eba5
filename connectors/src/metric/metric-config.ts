import { durationMs, expression, secret, Duration } from "@belfry/plugin-kit";
import { z } from "zod";
import { Connection, StatementParams, StatementText } from "../database/sql-fields.ts";
import { connectionProblems } from "../database/statement-rules.ts";
import type { MetricCondition, MetricPolicy } from "./metric-state.ts";

const Limit = z.number();
const Range = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, "Write the lower limit first.");

/** Of each source the fields that it needs, and those it may have. */
const fieldsOf = {
  sql: { needs: ["connection", "sql"], may: ["params"] },
  http: { needs: ["url"], may: ["headers", "path"] },
  metabase: { needs: ["url", "apiKey", "card"], may: [] },
  expression: { needs: ["expression"], may: [] },
} as const;
const sourceFields = ["connection", "sql", "params", "url", "headers", "path", "apiKey", "card", "expression"] as const;

const conditions = ["above", "below", "between", "outside", "changed", "noData"] as const;
const MOST_DATA_MISSING = 3;

export const MetricConfig = z
  .strictObject({
    metric: z.enum(["sql", "http", "metabase", "expression"]).describe("Where the value comes from."),
    connection: Connection.optional().describe("Of `sql`: where the database is, as `${{ secrets.NAME }}`."),
    sql: StatementText.optional().describe("Of `sql`: a query that gives one row with one column."),
    params: StatementParams.describe("Of `sql`: the values of the query, by name for `:name`."),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Of `http`: the address that is read with GET. Of `metabase`: where it is, without /api behind it."),
    headers: z.record(z.string(), secret()).optional().describe("Of `http`: the headers of the request."),
    path: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe("Of `http`: where the value stands in the JSON: `data.queue.length`. Left out: the whole answer."),
    apiKey: secret()
      .refine(
        (value) => typeof value !== "string" || /^\$\{\{\s*secrets\.[A-Za-z_]\w*\s*\}\}$/.test(value),
        "Store the key and name it here: ${{ secrets.NAME }}.",
      )
      .optional()
      .describe("Of `metabase`: an API key, as `${{ secrets.NAME }}`."),
    card: z
      .int()
      .min(1)
      .optional()
      .describe("Of `metabase`: the number of a saved question that gives one row with one column."),
    expression: expression().optional().describe("Of `expression`: over the variables of the rule: `vars.stock`."),
    interval: Duration.default("1m").describe("How often it is asked, as a duration; at least 1s."),
    above: Limit.optional().describe("Raised when the value is more than this."),
    below: Limit.optional().describe("Raised when the value is less than this."),
    between: Range.optional().describe("Raised when the value lies in this range, its ends included: `[10, 20]`."),
    outside: Range.optional().describe("Raised when the value lies out of this range: `[10, 20]`."),
    changed: z.literal(true).optional().describe("Raised whenever the value becomes another one."),
    noData: Duration.optional().describe("Raised when there has been no value for so long, as a duration."),
    for: Duration.default("0s").describe("How long it must hold before it is raised, as a duration."),
    hysteresis: z
      .number()
      .positive()
      .optional()
      .describe("By how much the value has to come back beyond the limit before it is resolved."),
    resolveBelow: z.number().optional().describe("Of `above`: resolved only at this value or less."),
    resolveAbove: z.number().optional().describe("Of `below`: resolved only at this value or more."),
    noDataAfter: Duration.optional().describe(
      "After how long without a value nothing is known of the time between: what did not hold long enough by then begins anew. Left out: three intervals.",
    ),
    on: z
      .enum(["raised", "resolved", "both"])
      .default("raised")
      .describe("Which of its two edges fire: when it begins, when it is over, or both."),
  })
  .superRefine((config, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    const { needs, may } = fieldsOf[config.metric];
    for (const field of needs) if (config[field] === undefined) refuse(field, `A metric by ${config.metric} needs it.`);
    const own: readonly string[] = [...needs, ...may];
    for (const field of sourceFields)
      if (config[field] !== undefined && !own.includes(field))
        refuse(field, `A metric by ${config.metric} has no ${field}.`);
    for (const { message, remedy } of connectionProblems(config.connection))
      refuse("connection", `${message} ${remedy}`);
    checkCondition(config, refuse);
    if (durationMs(config.interval) < 1_000) refuse("interval", "Ask at most once a second.");
    if (config.noDataAfter !== undefined && durationMs(config.noDataAfter) < durationMs(config.interval))
      refuse("noDataAfter", "It is shorter than the interval, so there would never be data.");
  });
export type MetricConfig = z.output<typeof MetricConfig>;

function checkCondition(
  config: Readonly<Partial<Record<string, unknown>>> & Pick<MetricConfig, "above" | "below" | "outside" | "on">,
  refuse: (path: string, message: string) => void,
): void {
  const used = conditions.filter((name) => config[name] !== undefined);
  const [condition] = used;
  if (condition === undefined || used.length > 1) {
    refuse(used[1] ?? "above", `Write one of ${conditions.join(", ")}.`);
    return;
  }
  const { hysteresis, resolveBelow, resolveAbove, above, below, outside } = config as Partial<MetricConfig>;
  const onlyOne = [hysteresis, resolveBelow, resolveAbove].filter((value) => value !== undefined).length > 1;
  if (onlyOne) refuse("hysteresis", "Write either hysteresis or where it is resolved.");
  if (hysteresis !== undefined && (condition === "changed" || condition === "noData"))
    refuse("hysteresis", `${condition} has no limit to come back from.`);
  if (resolveBelow !== undefined && (above === undefined || resolveBelow > above))
    refuse("resolveBelow", "It goes with above, and is not more than it.");
  if (resolveAbove !== undefined && (below === undefined || resolveAbove < below))
    refuse("resolveAbove", "It goes with below, and is not less than it.");
  if (outside !== undefined && hysteresis !== undefined && hysteresis * 2 > outside[1] - outside[0])
    refuse("hysteresis", "No value lies so far inside of the range: it would never be resolved.");
  if (condition === "changed" && config.on !== "raised") refuse("on", "A change is never resolved.");
  if (condition === "noData" && durationMs((config as MetricConfig).for) > 0)
    refuse("for", "noData says itself how long.");
}

/** What the fields mean, in numbers. */
export function policyOf(config: MetricConfig): MetricPolicy {
  const { noData, noDataAfter, interval } = config;
  const missingMs = durationMs(noDataAfter ?? interval) * (noDataAfter === undefined ? MOST_DATA_MISSING : 1);
  return {
    condition: conditionOf(config),
    forMs: durationMs(noData ?? config.for),
    noDataAfterMs: noData === undefined ? missingMs : durationMs(noData),
  };
}

function conditionOf(config: MetricConfig): MetricCondition {
  const { above, below, between, outside, changed, resolveAbove, resolveBelow, hysteresis = 0 } = config;
  if (above !== undefined) return { kind: "above", limit: above, resolveAt: resolveBelow ?? above - hysteresis };
  if (below !== undefined) return { kind: "below", limit: below, resolveAt: resolveAbove ?? below + hysteresis };
  if (between !== undefined) return { kind: "between", low: between[0], high: between[1], hysteresis };
  if (outside !== undefined) return { kind: "outside", low: outside[0], high: outside[1], hysteresis };
  return changed === true ? { kind: "changed" } : { kind: "noData" };
}

/** The condition as it is written: `{ above: 90 }`. */
export function thresholdOf(config: MetricConfig): Readonly<Record<string, unknown>> {
  return Object.fromEntries(conditions.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]]])));
}
