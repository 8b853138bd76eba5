/** What Belfry watches itself for. The event that tells of it is of the type `belfry.` and this, its end `.resolved` more. */
export const AlertKind = {
  /** Too many executions of a rule failed. */
  ruleFailing: "rule.failing",
  /** A rule was not started for longer than its schedule or its history lets expect. */
  ruleSilent: "rule.silent",
  /** An execution takes longer than its rule has until the next one. */
  ruleSlow: "rule.slow",
  /** Executions wait too long before a node takes them. */
  queueSlow: "queue.slow",
  /** Slots of a rule were missed. */
  slotMissed: "slot.missed",
  /** A node died or hung. */
  nodeLost: "node.lost",
  /** A trigger that takes events from elsewhere cannot. */
  feedFailing: "feed.failing",
  /** A connection fails so often that what needs it is parked. */
  connectionParked: "connection.parked",
  /** An execution that takes its node down was set aside. */
  executionPoisoned: "execution.poisoned",
  /** So much waits that nothing more is accepted. */
  backlogFull: "backlog.full",
  /** A user's system that is told what became of messages is gone, or has failed for days, and is told nothing any more. */
  callbackStopped: "callback.stopped",
  /** A sending account is refused again and again: a wrong password, an unpaid bill. */
  accountFailing: "account.failing",
} as const;
export type AlertKind = (typeof AlertKind)[keyof typeof AlertKind];
