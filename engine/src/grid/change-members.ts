/**
 * The members of a grid: its platforms and shops. They are written by hand, or by a rule that reads them where they are
 * kept: a query, a CSV file, an interface. A cell exists only while its member is open, so closing or removing one retires
 * its open cells in the same transaction, with the reason.
 */
import { AppError, PlainDate, type Actor, type Grid, type MemberSelection, type Problem } from "@belfry/model";
import { isStorable } from "../values/storable.ts";
import { lookAtGridWork } from "../sql/grid/look-at-grid-work.ts";
import { removeGridMembers } from "../sql/grid/remove-grid-members.ts";
import { retireCells } from "../sql/grid/retire-cells.ts";
import { upsertGridMembers, type MemberInput } from "../sql/grid/upsert-grid-members.ts";
import { wakeParkedCells } from "../sql/grid/wake-parked-cells.ts";
import { requireGrid, type GridChangeDeps } from "./change-grid.ts";
import { selectionByPlace } from "./selection.ts";

/** A member as somebody writes it. */
export interface GridMemberInput {
  /** Dimension → value; every dimension of the grid. */
  readonly member: Readonly<Record<string, string>>;
  /** The first day on which it is open; null is always. @default always, or as it was where it is merged */
  readonly opensOn?: string | null | undefined;
  /** The last day on which it is open; null is always. @default always, or as it was where it is merged */
  readonly closesOn?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

export interface MemberWriteOptions {
  /** Who changes them; an action of a rule is nobody, its run tells. */
  readonly by?: Actor;
  /** Keeps days and attributes that are not named. @default false */
  readonly merge?: boolean;
  /** Removes the members that are not in the list: all, or those of a selection. @default nothing is removed */
  readonly replace?: boolean | MemberSelection;
}

export interface MemberCounts {
  readonly inserted: number;
  readonly changed: number;
  readonly removed: number;
  /** Open cells of members that were closed or removed. */
  readonly retired: number;
}

const MOST_PROBLEMS = 10;
const LONGEST_VALUE = 200;
const LARGEST_ATTRIBUTES = 16_384;

/**
 * Writes members, all of them or none. Writing the same again changes nothing.
 * @throws AppError GRID_NOT_FOUND, GRID_MEMBERS_INVALID, GRID_MEMBERS_EMPTY, GRID_DIMENSION_UNKNOWN
 */
export async function saveGridMembers(
  { store, audit }: GridChangeDeps,
  slug: string,
  members: readonly GridMemberInput[],
  { by, merge = false, replace = false }: MemberWriteOptions = {},
): Promise<MemberCounts> {
  // A query that found nothing by mistake would otherwise retire everything.
  if (members.length === 0 && replace !== false) throw new AppError("GRID_MEMBERS_EMPTY", { grid: slug });
  return store.transaction(async (tx) => {
    const { id: gridId, definition } = await requireGrid(tx, slug);
    const selection = selectionByPlace(definition, typeof replace === "object" ? replace : {});
    const given = checkedMembers(definition, members);
    const { inserted, changed } = await upsertGridMembers(tx, { gridId, members: given, merge });
    const paths = given.map(({ path }) => path);
    const removed = replace === false ? [] : await removeGridMembers(tx, { gridId, paths, allBut: true, selection });
    const touched = [...changed, ...removed];
    // Before any cell is locked, as whoever starts executions of cells does it.
    if (changed.length > 0) await lookAtGridWork(tx, gridId);
    const retired = touched.length === 0 ? 0 : await retireCells(tx, touched);
    if (changed.length > 0) await wakeParkedCells(tx, changed);
    const counts = { inserted, changed: changed.length, removed: removed.length, retired };
    if (by !== undefined && inserted + touched.length > 0) {
      const subject = { kind: "grid", id: slug };
      await audit(tx, { by, action: "grids.save-members", subject, outcome: "done", after: counts });
    }
    return counts;
  });
}

/** Removes members by their names. @throws AppError GRID_NOT_FOUND, GRID_MEMBERS_INVALID */
export async function dropGridMembers(
  { store, audit }: GridChangeDeps,
  slug: string,
  members: readonly Readonly<Record<string, string>>[],
  by: Actor,
): Promise<Pick<MemberCounts, "removed" | "retired">> {
  return store.transaction(async (tx) => {
    const { id: gridId, definition } = await requireGrid(tx, slug);
    const paths = checkedMembers(
      definition,
      members.map((member) => ({ member })),
    ).map(({ path }) => path);
    const gone = await removeGridMembers(tx, { gridId, paths, allBut: false, selection: {} });
    const counts = { removed: gone.length, retired: gone.length === 0 ? 0 : await retireCells(tx, gone) };
    if (gone.length > 0) {
      const subject = { kind: "grid", id: slug };
      await audit(tx, { by, action: "grids.remove-members", subject, outcome: "done", after: counts });
    }
    return counts;
  });
}

/** Each member once, the last one wins. @throws AppError GRID_MEMBERS_INVALID with the first problems */
function checkedMembers({ dimensions }: Grid, members: readonly GridMemberInput[]): MemberInput[] {
  const problems: Problem[] = [];
  const names = dimensions.map(({ dimension }) => dimension);
  const byPath = new Map<string, MemberInput>();
  for (const [index, { member, attributes = {}, ...days }] of members.entries()) {
    const { opensOn = null, closesOn = null } = days;
    if (problems.length >= MOST_PROBLEMS) break;
    const refuse = (path: string, message: string, remedy: string) =>
      problems.push({ path: `members[${index}]${path}`, message, remedy });
    for (const name of Object.keys(member))
      if (!names.includes(name)) refuse(`.${name}`, `There is no dimension ${name}.`, `There are ${names.join(", ")}.`);
    for (const name of names) {
      const value = member[name] ?? "";
      if (value === "" || value.length > LONGEST_VALUE || !isStorable(value))
        refuse(`.${name}`, `A member has a ${name} of 1 to ${LONGEST_VALUE} characters.`, "Write its name there.");
    }
    for (const [name, day] of Object.entries({ opensOn, closesOn }))
      if (day !== null && !PlainDate.safeParse(day).success)
        refuse(`.${name}`, `${JSON.stringify(day)} is no date.`, "Write it like 2026-02-17.");
    if (opensOn !== null && closesOn !== null && closesOn < opensOn)
      refuse(".closesOn", "It lies before the day on which it opens.", "Correct one of the two.");
    const json = JSON.stringify(attributes);
    if (Buffer.byteLength(json) > LARGEST_ATTRIBUTES || !isStorable(json))
      refuse(".attributes", "They are larger than 16 KiB, or hold what cannot be kept.", "Keep files elsewhere.");
    const path = names.map((name) => member[name] ?? "");
    const named = { hasOpensOn: days.opensOn !== undefined, hasClosesOn: days.closesOn !== undefined };
    byPath.set(JSON.stringify(path), { path, opensOn, closesOn, ...named, attributes });
  }
  if (problems.length > 0) throw new AppError("GRID_MEMBERS_INVALID", { problems: problems.slice(0, MOST_PROBLEMS) });
  return [...byPath.values()];
}
