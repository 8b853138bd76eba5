/**
 * What changed on the server, gathered. The server hints up to four times a second; asking again that often would cancel
 * every answer that takes longer than a quarter of a second, so hints are passed on at most once in `everyMs`. The last
 * hint is never dropped: a picture may be late, not wrong.
 */
export type HintTopic = "events" | "executions" | "grids" | "incentives" | "rules";
export type HintedIds = readonly (number | string)[] | "all";
export type Hints = ReadonlyMap<HintTopic, HintedIds>;

export interface HintGatherer {
  /** @param ids what changed; empty when the server cannot tell */
  add(topic: HintTopic, ids: readonly (number | string)[]): void;
  stop(): void;
}

export function createHintGatherer(options: {
  readonly everyMs: number;
  readonly pass: (hints: Hints) => void;
}): HintGatherer {
  let waiting = new Map<HintTopic, HintedIds>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tick = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    const hints = waiting;
    waiting = new Map();
    options.pass(hints);
    timer = setTimeout(tick, options.everyMs);
  };

  return {
    add(topic, ids) {
      const known = waiting.get(topic) ?? [];
      waiting.set(topic, known === "all" || ids.length === 0 ? "all" : [...new Set([...known, ...ids])]);
      // The first hint after a quiet time is passed on at once.
      timer ??= setTimeout(tick, 0);
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** The ids in the data of a hint; a line that cannot be read means "many changed". */
export function readHintedIds(data: string): readonly (number | string)[] {
  try {
    const { ids } = JSON.parse(data) as { ids?: unknown };
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "number" || typeof id === "string") : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
