/**
 * Whether a node takes work. It does until somebody drains it: then it takes nothing new and hands over what it holds,
 * until it is resumed. What was decided stands in the node's row; the node reads it with its tick.
 */

/** Who drained a node, since when, and until when its running actions may go on. */
export interface Drain {
  readonly by: string | null;
  readonly at: Date;
  readonly until: Date;
}

/** A drain as the tick gives it: times are texts within JSON. */
export interface DrainRow {
  readonly by: string | null;
  readonly at: string;
  readonly until: string;
}

export interface Duty {
  readonly takes: boolean;
  /** Empty while it takes work. */
  readonly drain: Drain | undefined;
  /** Takes what the tick saw; tells of a change, and of another deadline. */
  see(drain: DrainRow | null): void;
}

export interface DutyChanges {
  onDrain(drain: Drain): void;
  onResume(): void;
}

/** @param drain how the node begins: drained, when its process was before it had to begin anew */
export function createDuty(drain: Drain | undefined, changes: DutyChanges): Duty {
  let current = drain;
  return {
    get takes() {
      return current === undefined;
    },
    get drain() {
      return current;
    },
    see(row) {
      if (row === null) {
        if (current === undefined) return;
        current = undefined;
        changes.onResume();
        return;
      }
      const seen = { by: row.by, at: new Date(row.at), until: new Date(row.until) };
      if (current?.until.getTime() === seen.until.getTime()) return;
      current = seen;
      changes.onDrain(seen);
    },
  };
}
