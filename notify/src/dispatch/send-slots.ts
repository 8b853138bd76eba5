/**
 * How many sends of this process may be under way at once.
 *
 * More messages are claimed than that. What is claimed and has no intent is given back when a process dies; what has one
 * becomes unknown, and somebody has to ask whether it arrived. So those that are ready wait here and not behind their intent,
 * and the slots that come free together take the next ones together: their intents share a transaction.
 */

/** So many are kept free for urgent messages: behind slow mails an alarm would wait. */
const KEPT_FOR_URGENT = 2;

export interface SendSlots {
  /** Does the work when a slot is free; whoever is urgent comes before the others, and otherwise whoever came first. */
  use<T>(isUrgent: boolean, work: () => Promise<T>): Promise<T>;
}

/** How many of so many are for urgent messages alone; of a single one, none. */
export function keptForUrgent(atMost: number): number {
  return Math.min(KEPT_FOR_URGENT, atMost - 1);
}

export function createSendSlots(atOnce: number): SendSlots {
  const forOthers = atOnce - keptForUrgent(atOnce);
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let used = 0;

  const fill = () => {
    for (;;) {
      const next = used < atOnce ? (urgent.shift() ?? (used < forOthers ? others.shift() : undefined)) : undefined;
      if (next === undefined) return;
      used += 1;
      next();
    }
  };

  return {
    async use(isUrgent, work) {
      await new Promise<void>((resolve) => {
        (isUrgent ? urgent : others).push(resolve);
        fill();
      });
      try {
        return await work();
      } finally {
        used -= 1;
        fill();
      }
    },
  };
}
