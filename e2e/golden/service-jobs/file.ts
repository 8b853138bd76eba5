/** What the cases of sla_and_pending_orders.json, and those of technicians in reward_messages.json, are made of. */
export type Rows = readonly (readonly unknown[])[];

export interface ServiceJobsFile {
  readonly slaSeed?: readonly SeedCase[];
  readonly sla?: readonly { readonly id: string; readonly input: SlaInput; readonly expected: unknown }[];
  readonly pendingOrders?: readonly { readonly id: string; readonly input: PendingInput; readonly expected: unknown }[];
}

export interface SeedCase {
  readonly id: string;
  readonly input: SeedInput;
  readonly expected: SeedExpected;
  /** Whether the messages have to come in this order. @default true */
  readonly orderMatters?: boolean;
}
export interface SeedInput {
  /** By the clock of Shanghai. */
  readonly now: string;
  readonly violations: readonly Violation[];
  readonly storedRecords: Readonly<Record<string, readonly Violation[]>>;
  readonly providers: Readonly<Record<string, string>>;
}
export type Violation = Readonly<Record<string, unknown>>;
export interface SeedExpected {
  readonly messages: readonly { readonly recipient: string; readonly message: string }[];
  readonly storedDates: readonly string[];
}

/** The original looked at a setting: `{ "dryRun": true }`, or `DAILY_SERVICE_REPORT_DRY_RUN` in an `env`. */
export function isDryRun(input: object): boolean {
  return /"\w*dry_?run\w*":"?(?:1|true|yes|on)\b/i.test(JSON.stringify(input));
}

export interface SlaInput {
  readonly now: string;
  readonly runs: readonly Rows[];
  readonly columns: readonly string[];
  readonly storedBefore: Readonly<Record<string, Rows>>;
  /** What the robots answer in each run. @default 200 */
  readonly httpStatusPerRun?: readonly number[];
}

export interface PendingInput {
  readonly now: string;
  readonly runs: readonly { readonly minutesLater: number; readonly rows: Rows }[];
  readonly columns: readonly string[];
  readonly httpStatusPerRun?: readonly number[];
}

export interface JobRun {
  readonly stats: Readonly<Record<string, number>>;
  readonly posts: readonly { readonly url: string; readonly content: string }[];
}

export interface TechnicianFile {
  readonly technicianStatus?: readonly { readonly id: string; readonly input: Rows; readonly expected: unknown }[];
}
