import type { ExecutionDetail } from "@belfry/client";
import { formatBytes, formatDuration, formatInstant, tookOf, triggerOf } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";
import { childrenOf, progressText } from "./until-ended.ts";

export const addExecutionsShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show one execution with every attempt of every action")
    .argument("<execution>")
    .action(
      withContext(host, async (context, id: string) => {
        const execution = await (await context.client()).executions.get(readWholeNumber("The execution", id));
        context.print(execution, describe(execution, context.width));
      }),
    );
};

function describe(execution: ExecutionDetail, width: number): string {
  const { failure, waitingFor, parentId } = execution;
  const where = failure?.action === undefined ? "" : `${failure.action}: `;
  const lines = [
    `Execution ${execution.id} of ${execution.rule}, version ${execution.ruleVersion}`,
    `state     ${execution.state}${childrenOf(execution)}`,
    ...(failure === null ? [] : [`failure   ${where}${failure.message} (${failure.code})`]),
    ...(waitingFor === null
      ? []
      : [`waits     for ${waitingFor.action ?? "a place"} until ${formatInstant(waitingFor.until)}`]),
    ...(execution.progress === null ? [] : [`progress  ${progressText(execution.progress)}`]),
    `trigger   ${triggerOf(execution)}`,
    ...(parentId === null ? [] : [parentOf(parentId, execution.itemIndex)]),
    ...(execution.output === null ? [] : [`returned  ${JSON.stringify(execution.output)}`]),
    `created   ${formatInstant(execution.createdAt)}`,
    `took      ${tookOf(execution)}`,
    ...execution.artifacts.map((file) => `file      ${file.name} (${formatBytes(file.bytes)}, ${file.id})`),
  ];
  return execution.actionRuns.length === 0
    ? lines.join("\n")
    : `${lines.join("\n")}\n\n${actionRuns(execution, width)}`;
}

/** A parent has started an item of its list, or called the rule. */
function parentOf(parent: number, item: number | null): string {
  return item === null ? `called    by execution ${parent}` : `parent    ${parent}, item ${item}`;
}

function actionRuns({ actionRuns: runs }: ExecutionDetail, width: number): string {
  const columns = [
    { head: "ACTION", flexible: true },
    { head: "USE", flexible: true },
    { head: "TRY", align: "right" as const },
    { head: "STATE" },
    { head: "TOOK", align: "right" as const },
    { head: "FAILURE", flexible: true },
  ];
  const rows = runs.map((run) => [
    run.iteration === "" ? run.action : `${run.action}[${run.iteration}]`,
    run.use,
    String(run.attempt),
    run.state,
    formatDuration(run.tookMs),
    run.failure?.message ?? "",
  ]);
  return formatTable(columns, rows, width);
}
