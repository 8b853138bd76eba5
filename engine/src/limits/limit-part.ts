import type { Actor } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectLimits, type LimitView } from "../sql/limits/select-limits.ts";
import type { LimitKind } from "../sql/limits/limit-row.ts";
import { putLimit, removeLimit, type NewLimit } from "./change-limits.ts";

/** What the engine answers about the limits of the installation. */
export interface LimitPart {
  listLimits(): Promise<LimitView[]>;
  /** Sets a limit. Whoever has waited for the room that it now leaves is let in at once. */
  setLimit(limit: NewLimit, options: { readonly by: Actor }): Promise<void>;
  /** @throws AppError NOT_FOUND */
  removeLimit(
    limit: { readonly kind: LimitKind; readonly name: string },
    options: { readonly by: Actor },
  ): Promise<void>;
}

export function createLimitPart(core: EngineCore): LimitPart {
  const { store, bus } = core;
  const tell = () => {
    bus.tell("config");
    bus.tell("queue");
  };
  return {
    listLimits: () => selectLimits(store),
    async setLimit(limit, { by }) {
      await putLimit(core, limit, by);
      tell();
    },
    async removeLimit(limit, { by }) {
      await removeLimit(core, limit, by);
      tell();
    },
  };
}
