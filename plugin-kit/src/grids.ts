import type { CellState, GridSchedule, MemberSelection, PeriodDates } from "@belfry/model";

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

/** A task type of a grid as rules see it. */
export interface GridTask {
  readonly task: string;
  readonly name: string;
  readonly schedule: GridSchedule;
  /** The members it is for; empty: all. */
  readonly where: MemberSelection;
  readonly column: string | null;
  readonly shopStatus: boolean;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** Nothing where the calendar does not know its days. */
  readonly period: PeriodDates | null;
}

export interface GridTasks {
  readonly baseDate: string;
  /** The business day of the clock. */
  readonly today: string;
  readonly timezone: string;
  readonly dimensions: readonly string[];
  readonly tasks: readonly GridTask[];
}

/** A cell that a table of the users' own mirrors. */
export interface MirroredCell {
  readonly cell: string;
  readonly task: string;
  /** Dimension → value. */
  readonly member: Readonly<Record<string, string>>;
  readonly state: CellState;
  /** Whether the table said that it is done, when it was last looked at. */
  readonly mirrored: boolean;
}

/** Cells of one period; a large period comes in several parts. */
export interface MirroredPart {
  readonly period: PeriodDates;
  readonly cells: readonly MirroredCell[];
}

/** What a table says of a cell. */
export interface CellSettlement {
  readonly cell: string;
  /** What the cell becomes. @default it stays what it is */
  readonly state?: "done" | "pending";
  /** Whether the table says that it is done. */
  readonly mirrored: boolean;
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
      /** Task types that are not generated, and why; they count as failed. @default none */
      readonly refused?: Readonly<Record<string, string>> | undefined;
    },
  ): Promise<GridGenerated>;
  /** The task types that such a generation would be about, with their periods; nothing is made. @throws AppError GRID_TASK_UNKNOWN */
  tasks(
    grid: string,
    request?: {
      readonly schedule?: GridSchedule | "all" | undefined;
      readonly tasks?: readonly string[] | undefined;
      readonly only?: MemberSelection | undefined;
      readonly date?: string | undefined;
    },
  ): Promise<GridTasks>;
  /** The cells of task types in periods that begin on these days, to be compared with a table. @throws AppError GRID_TASK_UNKNOWN */
  mirrored(
    grid: string,
    filter: {
      readonly tasks: readonly string[];
      readonly only?: MemberSelection | undefined;
      readonly from: string;
      readonly until: string;
    },
  ): AsyncIterable<MirroredPart>;
  /**
   * Brings cells to what their table says, with the reason that people read beside those that are done; cells that somebody
   * works on are left alone. Doing it again changes nothing. Returns how many became done or pending.
   */
  settle(grid: string, settlements: readonly CellSettlement[], reason: string): Promise<number>;
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
