/** By what a node proves that it still holds a feed: both are compared in every write. */
export interface FeedLease {
  readonly triggerId: number;
  readonly node: number;
  readonly epoch: number;
}
