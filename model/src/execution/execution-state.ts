/**
 * The life of an execution. Every update of a state names the state it comes from; the diagram in the docs is drawn
 * from `nextExecutionStates`.
 *
 * `pending`, `running`, `retrying` and `waiting` live in the queue row of the execution; the ended states live in the
 * execution itself, which is written once at its start and once at its end.
 */
export const ExecutionState = {
  pending: "pending",
  running: "running",
  retrying: "retrying",
  waiting: "waiting",
  success: "success",
  failed: "failed",
  cancelled: "cancelled",
  skipped: "skipped",
} as const;
export type ExecutionState = (typeof ExecutionState)[keyof typeof ExecutionState];

/** Which state may follow which. */
export const nextExecutionStates: Readonly<Record<ExecutionState, readonly ExecutionState[]>> = {
  pending: ["running", "cancelled"],
  // A node that dies or drains gives its work back: running → pending.
  running: ["pending", "retrying", "waiting", "success", "failed", "cancelled", "skipped"],
  retrying: ["running", "cancelled"],
  waiting: ["running", "cancelled"],
  success: [],
  // A person asked for a retry: the finished actions stay, the failed one runs again. A parent waits for its children.
  failed: ["pending", "waiting"],
  cancelled: ["pending", "waiting"],
  skipped: [],
};

/** The states in which nothing more happens by itself. */
export const endedExecutionStates = ["success", "failed", "cancelled", "skipped"] as const;
export type EndedExecutionState = (typeof endedExecutionStates)[number];

/** Whether an execution in this state has ended. */
export function isEnded(state: ExecutionState): state is EndedExecutionState {
  return (endedExecutionStates as readonly string[]).includes(state);
}

/** How one attempt of one action ended. `waiting` is written when the action handed its work on and comes back later. */
export const ActionRunState = {
  success: "success",
  failed: "failed",
  skipped: "skipped",
  cancelled: "cancelled",
  waiting: "waiting",
} as const;
export type ActionRunState = (typeof ActionRunState)[keyof typeof ActionRunState];
