import { addGridBackfill } from "../commands/grid-backfill.ts";
import { addGridFreshness } from "../commands/grid-freshness.ts";
import { addGridCells, addGridGenerations } from "../commands/grid-cells.ts";
import { addGridGenerate } from "../commands/grid-generate.ts";
import { addGridMembers, addGridMembersApply, addGridMembersRemove } from "../commands/grid-members.ts";
import { addGridPreview } from "../commands/grid-preview.ts";
import { addGridDone, addGridRetry, addGridSkip } from "../commands/grid-work.ts";
import { addGridApply, addGridList, addGridRemove, addGridShow, addGridStatus } from "../commands/grids.ts";
import type { CommandGroup } from "./command-group.ts";

/** The tasks of every platform, shop and period. */
export const gridGroups: readonly CommandGroup[] = [
  {
    name: "grid",
    description: "task grids: what has to be done for every shop in every period",
    commands: [
      addGridGenerate,
      addGridPreview,
      addGridStatus,
      addGridCells,
      addGridGenerations,
      addGridShow,
      addGridList,
      addGridApply,
      addGridMembers,
      addGridMembersApply,
      addGridMembersRemove,
      addGridBackfill,
      addGridFreshness,
      addGridRetry,
      addGridSkip,
      addGridDone,
      addGridRemove,
    ],
  },
];
