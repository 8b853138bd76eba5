import type { GridSchedule, MemberSelection, PeriodDates } from "@belfry/model";

/** A member of a grid as somebody writes it. */
export interface GridMember {
  /** Dimension → value; every dimension of the grid. */
  readonly member: Readonly<Record<string, string>>;
  /** The first and the last day on which it is open, as YYYY-MM-DD. @default always */
  readonly opensOn?: string | null;
  readonly closesOn?: string | null;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What a generation came to. */
export interface GridGenerated {
  readonly id: number;
  readonly baseDate: string;
  readonly platforms: readonly string[];
  /** Cells that were not there, and cells that were. */
  readonly created: number;
  readonly existing: number;
  /** Task types that failed. */
  readonly failed: number;
  readonly tasks: readonly {
    readonly task: string;
    readonly name: string;
    readonly column: string | null;
    readonly period: PeriodDates | null;
    readonly created: number;
    readonly existing: number;
    readonly error: { readonly code: string; readonly message: string } | null;
  }[];
}

/** The task grids of Belfry. Each method throws AppError GRID_NOT_FOUND, GRID_DIMENSION_UNKNOWN. */
export interface Grids {
  /** Makes the cells that are missing; doing it again changes nothing. @throws AppError GRID_TASK_UNKNOWN */
  generate(
    grid: string,
    request: {
      readonly schedule?: GridSchedule | "all" | undefined;
      readonly tasks?: readonly string[] | undefined;
      readonly only?: MemberSelection | undefined;
      /** The base date. @default the business day of the time at which the rule was due */
      readonly date?: string | undefined;
    },
  ): Promise<GridGenerated>;
  /**
   * Writes members, all of them or none. `replace` removes those that are not in the list: all, or those of a selection.
   * @throws AppError GRID_MEMBERS_INVALID, GRID_MEMBERS_EMPTY
   */
  saveMembers(
    grid: string,
    members: readonly GridMember[],
    options?: { readonly merge?: boolean; readonly replace?: boolean | MemberSelection },
  ): Promise<{
    readonly inserted: number;
    readonly changed: number;
    readonly removed: number;
    /** Open cells of members that were closed or removed. */
    readonly retired: number;
  }>;
}
