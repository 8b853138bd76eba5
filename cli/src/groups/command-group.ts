import type { AddCommand } from "../commands/command.ts";

/** The commands about one thing: `belfry NAME …`. */
export interface CommandGroup {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly AddCommand[];
}
