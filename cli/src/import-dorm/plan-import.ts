/** What a config.json becomes. Pure: the plan is made before anything is changed, and `--dry-run` prints it. */
import { buildingsOf } from "./buildings.ts";
import type { DormConfig } from "./dorm-config.ts";
import { planAccount, type PlannedAccount } from "./plan-account.ts";
import { planConnections, type PlannedConnection } from "./plan-connections.ts";
import { planSchedule, type PlannedSchedule } from "./plan-schedule.ts";
import type { Warning } from "./warning.ts";

/** The example that ships with Belfry: what config.json does not say comes from it. */
export interface DormExample {
  readonly rule: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ImportPlan {
  readonly rule: Readonly<Record<string, unknown>>;
  readonly schedule: PlannedSchedule;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly account: PlannedAccount | undefined;
  /** What has to be opened in the own network; somebody is asked first. */
  readonly connections: readonly PlannedConnection[];
  readonly warnings: readonly Warning[];
}

export interface PlanOptions {
  /** Where the gate system is; config.json does not say it. */
  readonly gateUrl?: string;
  readonly campusId?: string;
  /** The variable `gate` of the installation, from an earlier import or by hand. */
  readonly gate?: Readonly<Record<string, unknown>>;
}

export function planImport(config: DormConfig, example: DormExample, options: PlanOptions): ImportPlan {
  const schedule = planSchedule(config, example.rule);
  const account = planAccount(config);
  const gate = planGate(config, example, options);
  const { buildings, warnings: buildingWarnings } = buildingsOf(config.bid_dict, example.variables["buildings"]);
  const login = planLogin(config);
  const night = example.variables["nightWindow"] as { readonly startTime: string; readonly endTime: string };
  return {
    rule: schedule.rule,
    schedule,
    variables: {
      gate: gate.value,
      nightWindow: { startTime: config.beginTime ?? night.startTime, endTime: config.endTime ?? night.endTime },
      recipientGroups: (config.account_tasks ?? []).map(
        ({ username, enabled, buildings: codes, recipients, ...task }) => ({
          username,
          enabled,
          buildings: codes,
          recipients,
          subjectPrefix: task.subject_prefix,
          ...(task.custom_time.startTime !== undefined && { startTime: task.custom_time.startTime }),
          ...(task.custom_time.endTime !== undefined && { endTime: task.custom_time.endTime }),
        }),
      ),
      buildingGroups: example.variables["buildingGroups"],
      buildings,
      colleges: config.data_cfg,
    },
    secrets: { ...login.secrets, ...account.secrets },
    account: account.account,
    connections: planConnections({
      gateUrl: gate.isGuess ? undefined : gate.value.url,
      mail: config.email_config && { host: config.email_config.smtp_server, port: config.email_config.smtp_port },
    }),
    warnings: [
      ...gate.warnings,
      ...login.warnings,
      ...missingTasks(config),
      ...buildingWarnings,
      ...account.warnings,
      ...schedule.warnings,
    ],
  };
}

function planGate(config: DormConfig, example: DormExample, options: PlanOptions) {
  const shipped = example.variables["gate"] as { readonly url: string; readonly campusId: string };
  const warnings: Warning[] = [];
  const present = typeof options.gate?.["url"] === "string" ? options.gate["url"] : undefined;
  const url = options.gateUrl ?? present ?? shipped.url;
  const isGuess = options.gateUrl === undefined && present === undefined;
  if (isGuess) {
    const message = `The file does not say where the gate system is; ${shipped.url} of the example was taken.`;
    warnings.push({ key: "gate.url", message, remedy: "Import again with --gate-url and --campus-id." });
  }
  const pageSize = Number(config.pagesize ?? 20);
  const isPageSize = Number.isInteger(pageSize) && pageSize > 0 && pageSize <= 1_000;
  if (!isPageSize) {
    const message = `${JSON.stringify(config.pagesize)} is no page size; 20 was taken, as the old program did.`;
    warnings.push({ key: "pagesize", message, remedy: "Write a whole number from 1 to 1000." });
  }
  const campusId = options.campusId ?? options.gate?.["campusId"] ?? shipped.campusId;
  return { value: { url, campusId, pageSize: isPageSize ? pageSize : 20 }, isGuess, warnings };
}

function planLogin({ username, password }: DormConfig): { secrets: Record<string, string>; warnings: Warning[] } {
  const missing = username === "" ? "username" : password === "" ? "password" : undefined;
  if (missing === undefined) return { secrets: { gateUser: username, gatePassword: password }, warnings: [] };
  const message = `The login of the gate system is incomplete: ${missing} is empty. No secret was stored for it.`;
  const remedy = "belfry secrets set gateUser, belfry secrets set gatePassword";
  return { secrets: {}, warnings: [{ key: missing, message, remedy }] };
}

function missingTasks({ account_tasks: tasks }: DormConfig): Warning[] {
  if (tasks !== undefined && tasks.some(({ enabled }) => enabled)) return [];
  const message =
    tasks === undefined
      ? "The file has no account_tasks, so nobody gets a list."
      : "No task is enabled, so nobody gets a list.";
  return [{ key: "account_tasks", message, remedy: "Add the groups to the variable recipientGroups." }];
}
