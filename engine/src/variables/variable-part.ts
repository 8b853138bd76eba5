import type { Actor } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectVariables } from "../sql/variables/select-variables.ts";
import { removeVariable, setVariables } from "./change-variables.ts";

/** What the engine answers about variables. */
export interface VariablePart {
  listVariables(): Promise<{ name: string; value: unknown; updatedAt: Date }[]>;
  /** Sets variables; those that are not named stay. */
  setVariables(values: Readonly<Record<string, unknown>>, options: { readonly by: Actor }): Promise<void>;
  /** @throws AppError NOT_FOUND */
  removeVariable(name: string, options: { readonly by: Actor }): Promise<void>;
}

export function createVariablePart(core: EngineCore): VariablePart {
  const { store, rules, bus } = core;
  const tell = () => {
    rules.forgetVariables();
    bus.tell("config");
  };
  return {
    listVariables: () => selectVariables(store),
    async setVariables(values, { by }) {
      await setVariables(core, values, by);
      tell();
    },
    async removeVariable(name, { by }) {
      await removeVariable(core, name, by);
      tell();
    },
  };
}
