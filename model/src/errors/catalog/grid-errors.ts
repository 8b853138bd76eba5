import type { CatalogEntry } from "./catalog-entry.ts";

/** The task grid. */
export const gridErrors = {
  GRID_NOT_FOUND: {
    status: 404,
    message: "There is no grid with this name.",
    remedy: "List the grids to see their names.",
  },
  GRID_EXISTS: {
    status: 409,
    message: "A grid with this name exists already.",
    remedy: "Choose another name.",
  },
  GRID_INVALID: {
    status: 422,
    message: "The grid is not valid.",
    remedy: "Correct the problems that are named and save it again.",
  },
  GRID_DIMENSION_UNKNOWN: {
    status: 422,
    message: "The grid has no such dimension.",
    remedy: "Name one of its dimensions.",
  },
  GRID_TASK_UNKNOWN: {
    status: 422,
    message: "The grid has no such task type.",
    remedy: "Name one of its task types.",
  },
  GRID_MEMBERS_INVALID: {
    status: 422,
    message: "The members cannot be saved like this.",
    remedy: "Correct the problems that are named; nothing was written.",
  },
  GRID_MEMBERS_EMPTY: {
    status: 409,
    message: "An empty list would remove every member of the grid.",
    remedy: "Look at why the source gave none. Where it is right, remove the members by their names.",
  },
  GRID_DATE_UNDECIDED: {
    status: 422,
    message: "The calendar of the grid does not know the days that decide the period.",
    remedy: "Extend the calendar, or correct its name in the grid.",
  },
  GRID_TARGET_REFUSED: {
    status: 422,
    message: "The cells of this task type cannot be written to the table that the grid is mirrored to.",
    remedy: "Correct the name of the column, or add the column to the table.",
  },
  GRID_CELL_UNKNOWN: {
    status: 422,
    message: "The grid has no such cell.",
    remedy: "Name it as the claim named it.",
  },
  GRID_LEASE_LOST: {
    status: 409,
    message: "The cell is no longer held by whoever writes to it; nothing was changed.",
    remedy: "Drop this work. Whoever has the cell now does it; claim the next one, and send heartbeats more often.",
  },
  GRID_BACKFILL_UNKNOWN: {
    status: 404,
    message: "The grid has no such backfill.",
    remedy: "List its backfills.",
  },
  GRID_BACKFILL_INVALID: {
    status: 422,
    message: "This backfill cannot be begun.",
    remedy: "Correct what the reason names; the preview shows what it would do.",
  },
  GRID_BACKFILL_OVER: {
    status: 409,
    message: "The backfill is over.",
    remedy: "Begin another one; it leaves out what is there already.",
  },
} as const satisfies Record<string, CatalogEntry>;
