import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createEngine,
  createFileStore,
  type ActionServices,
  type Engine,
  type EngineOptions,
  type EngineHooks,
  type ExecutionDetail,
  type ExecutionSummary,
  type Faults,
} from "@belfry/engine";
import { AppError, type ExecutionState } from "@belfry/model";
import type { Plugin } from "@belfry/plugin-kit";
import { createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { tester } from "../people/tester.ts";
import { createTestActions, type TestActions } from "./test-plugin.ts";

export interface TestEngineOptions extends EngineOptions {
  readonly plugins?: readonly Plugin[];
  readonly services?: Partial<ActionServices>;
  readonly hooks?: EngineHooks;
  readonly faults?: Faults;
  /** Shares the database of another engine: a second node. */
  readonly database?: TestDatabase;
  /** @default true */
  readonly start?: boolean;
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface TestEngine extends AsyncDisposable {
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly actions: TestActions;
  /** What the engine reported as its own failures; a test that expects none asserts that this is empty. */
  readonly errors: { where: string; error: unknown }[];
  /** Saves and enables a rule. */
  rule(definition: Record<string, unknown>): Promise<string>;
  /** Starts a rule by hand and returns the id of its execution. */
  run(slug: string, inputs?: unknown): Promise<number>;
  /** Resolves when the execution is in one of the states. */
  reached(id: number, ...states: ExecutionState[]): Promise<ExecutionDetail>;
  /** Resolves when the check is true; rejects after eight seconds, with what the engine reported. */
  until(check: () => Promise<boolean> | boolean): Promise<void>;
  /** Moves the clock and resolves when everything that is due by then is decided and planned ahead again. */
  moveTo(time: Date | string): Promise<void>;
  /** Resolves when no slot is due and each plan reaches beyond the point where it is extended. */
  decided(): Promise<void>;
  /** The same, and nothing runs or could be claimed. */
  quiet(): Promise<void>;
  /** The executions of a rule, the oldest first. */
  executions(slug: string): Promise<ExecutionSummary[]>;
}

const ALL_DECIDED = `not exists (select from belfry.slots_due where decide_at <= belfry.now())
  and not exists (select from belfry.trigger_plans where extend_at < belfry.now() + interval '60 seconds')`;
const NOTHING_RUNS = "not exists (select from belfry.execution_queue where node is not null or run_at <= belfry.now())";

/** An engine on a database of its own, with a clock that the test moves and actions that the test watches. */
export async function startTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const database = options.database ?? (await createTestDatabase());
  const folder = await mkdtemp(join(tmpdir(), "belfry-files-"));
  const actions = createTestActions();
  const secrets = new Map(Object.entries(options.secrets ?? {}));
  const services: ActionServices = {
    fetch: () => Promise.reject(new AppError("OUTBOUND_BLOCKED")),
    addressOf: () => Promise.reject(new AppError("OUTBOUND_BLOCKED")),
    pathOf: () => Promise.reject(new AppError("OUTBOUND_BLOCKED")),
    runScript: () => Promise.reject(new AppError("OUTBOUND_BLOCKED")),
    files: createFileStore({ folder }),
    secret: async (name) => {
      const value = secrets.get(name);
      if (value === undefined) throw new AppError("SECRET_NOT_FOUND", { secret: name });
      return value;
    },
    notify: () => Promise.reject(new AppError("CHANNEL_NOT_FOUND")),
    tellPeople: async () => ({ recipients: 0, unknown: [] }),
    timeZone: "Asia/Shanghai",
    ...options.services,
  };
  const {
    plugins = [],
    hooks,
    faults,
    start = true,
    database: _database,
    services: _services,
    secrets: _secrets,
    ...rest
  } = options;
  const engine = await createEngine(
    {
      store: database.store,
      plugins: [actions.plugin, ...plugins],
      services,
      random: () => 0,
      ...(hooks === undefined ? {} : { hooks }),
      ...(faults === undefined ? {} : { faults }),
    },
    { graceMs: 200, ...rest },
  );
  const errors: { where: string; error: unknown }[] = [];
  engine.events.on("engine.error", (error) => errors.push(error));
  if (start) await engine.start();

  const until = async (check: () => Promise<boolean> | boolean): Promise<void> => {
    const deadline = performance.now() + 120_000;
    while (!(await check())) {
      if (performance.now() > deadline) {
        const seen = errors.map(({ where, error }) => `${where}: ${String(error)}`).join("\n");
        throw new Error(
          `What the test waits for did not happen.${seen === "" ? "" : `\nThe engine reported:\n${seen}`}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  const holds = async (name: string, condition: string): Promise<boolean> => {
    const { rows } = await database.store.query<{ holds: boolean }>({ name, text: `select ${condition} as holds` });
    return rows[0]?.holds === true;
  };
  const decided = () => until(() => holds("test-decided", ALL_DECIDED));

  return {
    engine,
    database,
    actions,
    errors,
    until,
    decided,
    quiet: () => until(() => holds("test-quiet", `${ALL_DECIDED} and ${NOTHING_RUNS}`)),
    async moveTo(time) {
      await database.clock.set(time);
      await decided();
    },
    executions: async (slug) => (await engine.listExecutions({ rule: slug, limit: 500 })).toReversed(),
    async rule(definition) {
      const { rule } = await engine.saveRule({ name: "测试", ...definition }, { by: tester });
      await engine.setRuleStatus(rule.rule, "enabled", { by: tester });
      return rule.rule;
    },
    async run(slug, inputs) {
      const { executionId, fate, detail } = await engine.triggerRule(slug, {
        by: tester,
        ...(inputs === undefined ? {} : { inputs }),
      });
      if (executionId === null) throw new Error(`The rule did not start: ${fate} ${JSON.stringify(detail)}`);
      return executionId;
    },
    async reached(id, ...states) {
      let last: ExecutionDetail | undefined;
      await until(async () => {
        last = await engine.getExecution(id);
        return states.includes(last.state);
      }).catch((error: unknown) => {
        throw new Error(
          `Execution ${id} is ${last?.state}, not ${states.join(" or ")}: ${JSON.stringify(last?.failure)}`,
          { cause: error },
        );
      });
      if (last === undefined) throw new Error(`There is no execution ${id}.`);
      return last;
    },
    async [Symbol.asyncDispose]() {
      await engine.stop();
      if (options.database === undefined) await database[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
