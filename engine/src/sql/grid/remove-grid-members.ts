import type { Tx } from "@belfry/store";
import type { SelectionByPlace } from "./grid-rows.ts";

/** Removes members of a selection: those with these paths, or all others. Returns their numbers. */
export async function removeGridMembers(
  tx: Tx,
  options: {
    readonly gridId: number;
    readonly paths: readonly (readonly string[])[];
    /** Removes all of the selection but these. */
    readonly allBut: boolean;
    readonly selection: SelectionByPlace;
  },
): Promise<number[]> {
  const { gridId, paths, allBut, selection } = options;
  const { rows } = await tx.query<{ id: number }>({
    name: "remove-grid-members",
    text: `
      with given as materialized (
        select array(select jsonb_array_elements_text(path)) as path from jsonb_array_elements($2::jsonb) as path)
      update belfry.grid_members m set removed_at = belfry.now(), updated_at = belfry.now()
      where m.grid_id = $1 and m.removed_at is null
        and (m.path in (select path from given)) <> $3
        and not exists (select from jsonb_each($4::jsonb) s where not s.value ? m.path[s.key::int])
      returning m.id`,
    values: [gridId, JSON.stringify(paths), allBut, JSON.stringify(selection)],
  });
  return rows.map(({ id }) => id);
}
