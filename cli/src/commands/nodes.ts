import type { NodeView } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addNodesList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list the processes that take part, with their load")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).nodes.list();
        const rows = items.map((node) => [
          String(node.id),
          node.name,
          node.roles.join(", "),
          node.version,
          node.drain?.until == null || node.state !== "draining"
            ? node.state
            : `${node.state} until ${formatInstant(node.drain.until)}`,
          node.concurrency === 0 ? "" : `${node.running}/${node.concurrency}`,
          String(node.claimedPerMinute),
          String(node.feeds),
          formatInstant(node.startedAt),
        ]);
        const columns = [
          ...["NODE", "MACHINE", "ROLES", "VERSION", "STATE", "RUNS", "PER MINUTE", "FEEDS"].map((head) => ({ head })),
          { head: "STARTED", flexible: true },
        ];
        const table = rows.length === 0 ? "No node takes part." : formatTable(columns, rows, context.width);
        const warnings = [...new Set(items.flatMap(warningsOf))];
        context.print({ items }, [table, ...warnings].join("\n"));
      }),
    );
};

export const addNodesDrain: AddCommand = (parent, host) => {
  parent
    .command("drain")
    .description("let a node take nothing new and hand over what it holds; its process goes on")
    .argument("<node>", "its number, as `belfry nodes list` shows it")
    .option("--grace <seconds>", "how long running actions may go on", "60")
    .action(
      withContext(host, async (context, node: string, { grace }: { readonly grace: string }) => {
        const drained = await (
          await context.client()
        ).nodes.drain(readWholeNumber("The node", node), { graceSeconds: readWholeNumber("The grace", grace) });
        const said = `Node ${drained.id} (${drained.name}) takes nothing new. Let it take work again with belfry nodes resume ${drained.id}.`;
        context.print(drained, [said, ...warningsOf(drained)].join("\n"));
      }),
    );
};

export const addNodesResume: AddCommand = (parent, host) => {
  parent
    .command("resume")
    .description("let a drained node take work again")
    .argument("<node>", "its number, as `belfry nodes list` shows it")
    .action(
      withContext(host, async (context, node: string) => {
        const resumed = await (await context.client()).nodes.resume(readWholeNumber("The node", node));
        context.print(resumed, `Node ${resumed.id} (${resumed.name}) takes work again.`);
      }),
    );
};

const unattended = {
  api: "No active node answers the API.",
  scheduler: "No other node plans now: nothing fires until a scheduler is active again.",
  worker: "No other node runs executions now: what is started waits until a worker is active again.",
} as const;

/** What nobody does any more because of a node that is drained. */
function warningsOf(node: NodeView): string[] {
  return node.unattended.map((role) => `Warning: ${unattended[role]}`);
}
