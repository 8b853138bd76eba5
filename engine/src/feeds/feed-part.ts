import type { EngineCore } from "../engine-core.ts";
import { selectFeeds, type FeedFilter, type FeedView } from "../sql/feeds/select-feeds.ts";

/** What the engine answers about the triggers that take events from elsewhere. */
export interface FeedPart {
  /** How they fare, the newest first; none of rules that are archived. */
  listFeeds(filter?: FeedFilter): Promise<FeedView[]>;
}

export function createFeedPart({ store }: EngineCore): FeedPart {
  return { listFeeds: (filter = {}) => selectFeeds(store, filter) };
}
