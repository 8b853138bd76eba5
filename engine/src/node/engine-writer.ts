/**
 * The durable writes of running executions, by group commit.
 *
 * Each kind is gathered by itself, so that a transaction locks queue rows in one pass in the order of their ids, and
 * gates before all of them. A transaction that wrote several kinds would lock in several passes (the release of a parent,
 * then the end of another one's child), and two of them would lock each other out for a second each time.
 */
import { createGroupWriter, type Store } from "@belfry/store";
import { AppError } from "@belfry/model";
import { endExecutions } from "../executions/end-executions.ts";
import type { EngineWriter } from "../run/execution-frame.ts";
import { writeCheckpoints, type CheckpointRow } from "../sql/executions/write-checkpoints.ts";
import type { FinishRow } from "../sql/executions/write-finishes.ts";
import { writeReleases, type ReleaseRow } from "../sql/executions/write-releases.ts";

export interface NodeWriter extends EngineWriter {
  /** Resolves when everything written so far is settled. */
  drained(): Promise<void>;
}

const refusal = () => new AppError("LEASE_LOST");

/** Opens the writer of a node. `onRetry` hears of each batch that is sent again because the database could not be asked. */
export function openWriter(options: {
  readonly store: Store;
  readonly node: number;
  readonly onRetry: (error: unknown) => void;
}): NodeWriter {
  const { store, node, onRetry } = options;
  const checkpoints = createGroupWriter<{ checkpoint: CheckpointRow }>({
    store,
    statements: { checkpoint: { single: (db, rows) => writeCheckpoints(db, rows, node) } },
    refusal,
    onRetry,
  });
  const releases = createGroupWriter<{ release: ReleaseRow }>({
    store,
    statements: { release: { single: (db, rows) => writeReleases(db, rows, node) } },
    refusal,
    onRetry,
  });
  const finishes = createGroupWriter<{ finish: FinishRow }>({
    store,
    statements: { finish: (tx, rows) => endExecutions(tx, rows, node) },
    refusal,
    onRetry,
  });
  return {
    checkpoint: (row) => checkpoints.write("checkpoint", row),
    release: (row) => releases.write("release", row),
    finish: (row) => finishes.write("finish", row),
    drained: async () => {
      await Promise.all([checkpoints.drained(), releases.drained(), finishes.drained()]);
    },
  };
}
