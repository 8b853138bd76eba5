import type { RowLook } from "./cell-look.ts";

/** Later looks win over earlier ones, field by field, also inside of `font`. */
export function mergeLooks(...looks: readonly (RowLook | undefined)[]): RowLook {
  const merged: RowLook = {};
  for (const look of looks) Object.assign(merged, look, { font: { ...merged.font, ...look?.font } });
  return merged;
}
