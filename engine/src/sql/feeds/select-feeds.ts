import type { Failure, Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** How a trigger that takes events from elsewhere fares. */
export interface FeedView {
  /** The id of its trigger. */
  readonly id: number;
  /** The name of the rule. */
  readonly rule: string;
  /** The name of the trigger within the rule. */
  readonly trigger: string;
  readonly kind: string;
  readonly mode: "poll" | "subscribe";
  readonly state: "idle" | "connecting" | "listening" | "failing" | "paused";
  /** Since when it is in this state. */
  readonly since: Date;
  /** Why it takes nothing, of one that is paused. */
  readonly pausedReason: string | null;
  /** The node that works for it now. */
  readonly node: number | null;
  /** Failures since it last worked. */
  readonly attempts: number;
  /** Of one that fails: when it is tried again. Of one that asks: when it is asked next. */
  readonly dueAt: Date | null;
  readonly lastError: Omit<Failure, "action"> | null;
  readonly lastErrorAt: Date | null;
  readonly lastEventAt: Date | null;
}

export interface FeedFilter {
  readonly rule?: string;
  readonly state?: FeedView["state"];
  readonly scope?: Scope | null;
  /** Only those with a lower id. */
  readonly before?: number;
  readonly limit?: number;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

// One whose node died while it was paused begins anew.
const isPaused = "f.paused_since is not null and f.node is not null";
const state = `case when ${isPaused} then 'paused' else f.state end`;

/** The feeds within a scope, the newest first; none of rules that are archived. */
export async function selectFeeds(db: Queryable, filter: FeedFilter): Promise<FeedView[]> {
  const limit = Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const { rows } = await db.query<FeedView>({
    name: "select-feeds",
    text: `
      select f.trigger_id as id, r.slug as rule, t.key as trigger, f.kind, f.mode, ${state} as state,
        case when ${isPaused} then f.paused_since else f.since end as since, case when ${isPaused} then f.paused_reason end as "pausedReason", f.node, f.attempts,
        case when f.node is null and f.due_at < 'infinity' then f.due_at end as "dueAt",
        f.last_error as "lastError", f.last_error_at as "lastErrorAt", f.last_event_at as "lastEventAt"
      from belfry.trigger_feeds f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = f.rule_id
      where ($1::text is null or r.slug = $1) and ($2::text is null or ${state} = $2) and r.status <> 'archived'
        and ($3::int is null or f.trigger_id < $3) and belfry.rule_in_scope(f.rule_id, $4)
      order by f.trigger_id desc limit $5`,
    values: [filter.rule ?? null, filter.state ?? null, filter.before ?? null, filter.scope ?? null, limit],
  });
  return rows;
}
