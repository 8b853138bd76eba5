import type { Engine } from "@belfry/engine";
import type { Call } from "./connect.ts";

export interface DemoResult {
  /** The children, one per account; their parent is not counted. */
  readonly executions: number;
  readonly succeeded: number;
  readonly mails: number;
  readonly workbooks: readonly { readonly file: string; readonly sheet: string; readonly rows: number }[];
}

interface Page<T> {
  readonly items: readonly T[];
}

interface Workbook {
  readonly file: { readonly name: string };
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
}

/** Runs the example once, waits until it has ended, and reads from the API what came out of it. */
export async function collectResult(api: Call, engine: Engine, interrupted: Promise<void>): Promise<DemoResult> {
  const ended = new Set<number>();
  const look = Promise.withResolvers<void>();
  let wanted = -1;
  const off = engine.events.on("execution.ended", ({ executionId }) => {
    ended.add(executionId);
    if (executionId === wanted) look.resolve();
  });
  const started = await api<{ executionId: number }>("POST", "/v1/rules/dorm-late-return/trigger", {});
  wanted = started.executionId;
  if (ended.has(wanted)) look.resolve();
  await Promise.race([look.promise, interrupted]);
  off();

  const children = await api<Page<{ id: number; state: string }>>("GET", `/v1/executions?parent=${wanted}`);
  const workbooks: { file: string; sheet: string; rows: number }[] = [];
  let mails = 0;
  for (const child of children.items.toReversed()) {
    const detail = await api<{ actionRuns: readonly { action: string; state: string; output: unknown }[] }>(
      "GET",
      `/v1/executions/${child.id}`,
    );
    const output = (action: string) =>
      detail.actionRuns.find((run) => run.action === action && run.state === "success")?.output;
    const workbook = output("workbook") as Workbook | undefined;
    for (const sheet of workbook?.sheets ?? [])
      workbooks.push({ file: workbook?.file.name ?? "", sheet: sheet.name, rows: sheet.rows });
    if (output("mail") !== undefined) mails += 1;
  }
  return {
    executions: children.items.length,
    succeeded: children.items.filter(({ state }) => state === "success").length,
    mails,
    workbooks,
  };
}
