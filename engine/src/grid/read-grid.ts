import { AppError, Grid } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { GridRow } from "../sql/grid/grid-rows.ts";
import { selectGrids } from "../sql/grid/select-grids.ts";

/** @throws AppError GRID_INVALID with all problems */
export function readGrid(input: unknown): Grid {
  const parsed = Grid.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: path
      .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
      .join("")
      .replace(/^\./, ""),
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    remedy: "Correct this value.",
  }));
  throw new AppError("GRID_INVALID", { problems });
}

/** @throws AppError GRID_NOT_FOUND */
export async function gridNamed(db: Queryable, slug: string): Promise<GridRow> {
  const [grid] = await selectGrids(db, { slug });
  if (grid === undefined) throw new AppError("GRID_NOT_FOUND", { grid: slug });
  return grid;
}
