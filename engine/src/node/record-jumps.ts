import type { Store } from "@belfry/store";
import { insertClockJump, type ClockJump } from "../sql/clock/insert-clock-jump.ts";

export interface JumpRecorder {
  /** Writes a jump down, now or as soon as the database can be asked. */
  readonly noticed: (jump: Omit<ClockJump, "node">) => void;
  /** Tries again what could not be written. Cheap to call often. */
  look(): void;
}

/** Keeps the jumps of the clock that this node noticed until they are written: a jump often comes with a restart. */
export function createJumpRecorder(options: {
  readonly store: Pick<Store, "query">;
  readonly node: number;
  readonly onError: (error: unknown) => void;
}): JumpRecorder {
  const { store, node, onError } = options;
  const noted: ClockJump[] = [];
  let writing = false;
  const write = async (): Promise<void> => {
    writing = true;
    for (let jump = noted[0]; jump !== undefined; jump = noted[0]) {
      await insertClockJump(store, jump);
      noted.shift();
    }
  };
  const look = (): void => {
    if (writing || noted.length === 0) return;
    void write()
      .catch(onError)
      .finally(() => (writing = false));
  };
  return {
    noticed(jump) {
      noted.push({ ...jump, node });
      look();
    },
    look,
  };
}
