/**
 * A metric: a value that is asked for again and again, and fires when something begins to hold and when it is over. What is
 * remembered of it is the cursor of its feed and is saved together with the event of an edge: so each edge fires once.
 */
import { defineTrigger, durationMs, type FeedContext, type IncomingEvent, type Polled } from "@belfry/plugin-kit";
import { z } from "zod";
import { MetricConfig, policyOf, thresholdOf } from "./metric-config.ts";
import { firstState, nextState, type Edge, type MetricState, type MetricValue } from "./metric-state.ts";
import { takeSample } from "./sample.ts";

const Value = z.union([z.number(), z.string(), z.boolean()]);

/** What is kept between two questions. */
const Kept = z.object({
  start: z.string(),
  edges: z.number(),
  raised: z.boolean(),
  since: z.string().nullable(),
  seen: z.array(z.object({ at: z.string(), value: Value })),
  settled: Value.optional(),
  failingSince: z.string().nullable(),
});

/** Fires when a value passes a limit, and again when it has come back. */
export const metricTrigger = defineTrigger({
  kind: "poll",
  id: "metric",
  displayName: { zh: "指标", en: "Metric" },
  description: {
    zh: "定时查询一个值（数据库、HTTP 或表达式），越过阈值时触发，恢复时可再次触发",
    en: "Asks for a value again and again (a database, HTTP or an expression) and fires when it passes a limit, and if wanted when it has come back",
  },
  config: MetricConfig,
  describe(config) {
    const [[name, limit] = ["", ""]] = Object.entries(thresholdOf(config));
    const written = limit === true ? "" : ` ${Array.isArray(limit) ? limit.join("…") : String(limit)}`;
    const held = durationMs(config.for) === 0 ? "" : `, for ${String(config.for)}`;
    return {
      zh: `每隔 ${String(config.interval)} 查询指标（${config.metric}），${inChinese[name] ?? name}${written}${held === "" ? "" : `，持续 ${String(config.for)}`}`,
      en: `Asks for a metric (${config.metric}) every ${String(config.interval)}: ${name}${written}${held}`,
    };
  },
  everyMs: ({ interval }) => durationMs(interval),
  async poll(ctx, config, cursor) {
    ctx.signal.throwIfAborted();
    // The events of this life of the trigger are named by its beginning, which has to be kept before there is one.
    if (cursor === undefined) return { events: [], cursor: firstState(ctx.now), more: true };
    const { settled, ...kept } = Kept.parse(cursor);
    return pollOnce(ctx, config, settled === undefined ? kept : { ...kept, settled });
  },
});

async function pollOnce(ctx: FeedContext, config: MetricConfig, before: MetricState): Promise<Polled> {
  const { value, failed } = await sampled(ctx, config);
  const { state, edge } = nextState(before, policyOf(config), { at: ctx.now, value });
  const isWanted = edge !== undefined && (config.on === "both" || config.on === edge.kind);
  return {
    events: isWanted ? [eventOf(ctx, config, { edge, state })] : [],
    cursor: state,
    ...(failed !== undefined && { failed }),
  };
}

async function sampled(
  ctx: FeedContext,
  config: MetricConfig,
): Promise<{ readonly value: MetricValue | undefined; readonly failed?: unknown }> {
  try {
    return { value: await takeSample(ctx, config) };
  } catch (failed) {
    // Asked no further by the engine: that says nothing of the metric.
    ctx.signal.throwIfAborted();
    return { value: undefined, failed };
  }
}

function eventOf(
  ctx: FeedContext,
  config: MetricConfig,
  { edge, state }: { readonly edge: Edge; readonly state: MetricState },
): IncomingEvent {
  const { kind, n, value = null, previous = null, since, samples } = edge;
  return {
    source: `belfry:/metrics/${ctx.feedId}`,
    id: `${state.start}/${n}`,
    type: `metric.${kind}`,
    occurredAt: ctx.now,
    data: { value, previous, threshold: thresholdOf(config), since, samples },
  };
}

const inChinese: Readonly<Record<string, string>> = {
  above: "高于",
  below: "低于",
  between: "介于",
  outside: "超出",
  changed: "变化时",
  noData: "无数据达",
};
