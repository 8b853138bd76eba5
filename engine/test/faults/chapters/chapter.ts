import type { Plugin } from "@belfry/plugin-kit";
import type { World, WorldOptions } from "../world.ts";

/** A part of the life of an installation, told the same way each time. */
export interface Chapter {
  readonly name: string;
  /** Fresh ones for each run: some of them remember. */
  readonly plugins?: () => readonly Plugin[];
  /** What else its engines are started with. */
  readonly options?: WorldOptions;
  tell(world: World, plugins: readonly Plugin[]): Promise<void>;
}

export const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });
