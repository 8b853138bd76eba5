/** task_generation.json, as far as its cases are run. */
export interface TasksFile {
  readonly dates?: readonly {
    readonly id: string;
    readonly config: TaskConfig;
    readonly baseDate: string;
    readonly expected: unknown;
  }[];
  readonly generation?: readonly {
    readonly id: string;
    readonly input: GenerationInput;
    readonly expected: GenerationResult;
  }[];
  readonly schedule?: readonly ScheduleEntry[];
  readonly uploadConversion?: readonly { readonly id: string; readonly input: unknown; readonly expected: unknown }[];
  readonly dremioRefresh?: readonly DremioRefreshCase[];
}

export interface DremioRefreshCase {
  readonly datasetPath: string;
  readonly statement: string;
  readonly minioPath?: string;
  readonly exampleObject?: string;
}

/** A task of the Python configuration. */
export type TaskConfig = Readonly<Record<string, string | number | boolean | null | readonly number[]>>;

export interface ScheduleEntry {
  readonly flow: string;
  readonly name: string;
  readonly cron: string;
  readonly timezone: string;
  readonly enabled: boolean;
}

/** A row of a table of tasks: its period, its shop and the columns that have a text. */
export type TaskRow = Readonly<Record<string, string | null>>;

export interface GenerationCall {
  readonly schedule?: "daily" | "weekly" | "monthly" | "all";
  readonly platforms?: readonly string[];
  readonly date?: string;
}

export interface GenerationInput {
  /** How many shops a platform has: 拼多多店铺1, 拼多多店铺2, … */
  readonly shops: Readonly<Record<string, number>>;
  readonly missingColumns: readonly string[];
  readonly existingRows: Readonly<Record<string, readonly TaskRow[]>>;
  readonly calls: readonly GenerationCall[];
  readonly today: string;
  /** Told in prose: such a case is a named test. */
  readonly shopRows?: unknown;
}

export interface TaskResult {
  readonly targetDate: string;
  readonly created: number;
  readonly success: boolean;
  readonly statusField: string;
  readonly existing?: number;
}

export interface GenerationResult {
  readonly summary: Readonly<Record<"platforms" | "taskTypes" | "success" | "failed" | "created", number>> & {
    readonly existing?: number;
  };
  readonly perTask?: Readonly<Record<string, Readonly<Record<string, TaskResult>>>>;
  readonly rows?: Readonly<Record<string, readonly TaskRow[]>>;
}

const shopPrefix: Readonly<Record<string, string>> = { pdd: "拼多多", tm: "天猫" };

/** The names of the shops of a platform. */
export function shopNames({ shops }: GenerationInput, platform: string): string[] {
  return Array.from({ length: shops[platform] ?? 0 }, (_, n) => `${shopPrefix[platform] ?? platform}店铺${n + 1}`);
}
