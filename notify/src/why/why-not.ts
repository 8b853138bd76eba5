/** "Why did X not get it?": what became of every message to somebody, and what was decided about each. */
import type { DeliveryState, Scope } from "@belfry/model";
import type { NotifyDeps } from "../notify-context.ts";
import { findRulesNaming, type RuleNaming } from "../sql/find-rules-naming.ts";
import { listSuppressions } from "../sql/list-suppressions.ts";
import type { AttemptView } from "../messages/message-views.ts";
import { loadAttemptsOf } from "../sql/load-attempts-of.ts";
import { loadDeliveriesTo, type DeliveryTo } from "../sql/load-deliveries-to.ts";
import { readClock } from "../sql/read-clock.ts";
import { decisionOf, type Decision } from "./decision-words.ts";
import { explainAnswer } from "./explain-answer.ts";

export interface WhyQuestion {
  readonly recipient: string;
  readonly from: Date;
  readonly until: Date;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
}

export interface WhyDelivery extends Omit<DeliveryTo, "isHeld" | "waits" | "reason"> {
  readonly state: DeliveryState;
  readonly decision: Decision;
  readonly attempts: readonly AttemptView[];
}

export interface WhyAnswer {
  readonly deliveries: readonly WhyDelivery[];
  /** Whether there are more than are shown. */
  readonly more: boolean;
  /** Why the address is not sent to now. */
  readonly suppressions: readonly {
    readonly channel: string;
    /** Empty: every message of the channel. */
    readonly list: string;
    readonly reason: string;
    readonly createdAt: Date;
  }[];
  /** The rules in which the address stands, or that have sent to it before. */
  readonly rules: readonly RuleNaming[];
}

const MOST_DELIVERIES = 200;
const MOST_RULES = 50;

/** What became of every message to an address in a time, newest first. */
export async function whyNot(
  { store, channels }: Pick<NotifyDeps, "store" | "channels">,
  { recipient, from, until, scope = null }: WhyQuestion,
): Promise<WhyAnswer> {
  const asked = recipient.trim();
  const [found, suppressed, rules, now] = await Promise.all([
    loadDeliveriesTo(store, { recipient: asked, from, until, scope, limit: MOST_DELIVERIES + 1 }),
    // Of no department: who may see only some messages does not learn of it by itself, but by its decisions.
    scope === null ? listSuppressions(store, { address: asked }) : [],
    findRulesNaming(store, { recipient: asked, scope, limit: MOST_RULES }),
    readClock(store),
  ]);
  const shown = found.slice(0, MOST_DELIVERIES);
  const attempts = Map.groupBy(
    await loadAttemptsOf(
      store,
      shown.map(({ id }) => id),
    ),
    ({ deliveryId }) => deliveryId,
  );
  return {
    deliveries: shown.map((delivery): WhyDelivery => {
      const { isHeld: _held, waits: _waits, reason: _reason, ...about } = delivery;
      const channel = channels.find(({ id }) => id === delivery.channel);
      return {
        ...about,
        decision: decisionOf(delivery, now),
        attempts: (attempts.get(delivery.id) ?? []).map((attempt) => explainAnswer(channel, attempt)),
      };
    }),
    more: found.length > MOST_DELIVERIES,
    suppressions: suppressed.map(({ channel, list, reason, createdAt }) => ({ channel, list, reason, createdAt })),
    rules,
  };
}
