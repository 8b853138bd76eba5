import type { Approval, ApprovalSummary } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { asPerson } from "../signed-in.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addApprovalsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list what waits for a second person")
    .option("--all", "what was decided too")
    .action(
      withContext(host, async (context, { all }: { readonly all?: boolean }) => {
        const client = await context.client();
        const { items } = await client.approvals.list({ limit: 200, ...(all !== true && { state: "pending" }) });
        const rows = items.map((item) => [
          String(item.id),
          item.kind,
          item.rule,
          item.state,
          item.requestedBy.join(", "),
          formatInstant(item.expiresAt),
          item.reason,
        ]);
        const columns = [
          ...["ID", "WHAT", "RULE", "STATE", "ASKED BY", "EXPIRES"].map((head) => ({ head })),
          { head: "WHY", flexible: true },
        ];
        context.print({ items }, rows.length === 0 ? "Nothing waits." : formatTable(columns, rows, context.width));
      }),
    );
};

export const addApprovalsShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show what is to be released: the sample, and who may not decide")
    .argument("<id>")
    .action(
      withContext(host, async (context, id: string) => {
        const approval = await (await context.client()).approvals.get(readWholeNumber("<id>", id));
        context.print(approval, `${summary(approval)}\n\n${sampleText(approval)}`);
      }),
    );
};

/** `approvals approve` and `approvals reject`: only a person decides, so one signs in for it. */
export const addApprovalsDecide: AddCommand = (parent, host) => {
  const verbs = { approve: "release what waits", reject: "refuse what waits" } as const;
  for (const verb of ["approve", "reject"] as const) {
    parent
      .command(verb)
      .description(`${verbs[verb]}, as a person: the password is asked for, or read from standard input`)
      .argument("<id>")
      .requiredOption("--as <name>", "the name you sign in with; somebody else must have asked")
      .option("--comment <text>", "why; whoever asked reads it")
      .action(
        withContext(host, async (context, id: string, options: { readonly as: string; readonly comment?: string }) => {
          const number = readWholeNumber("<id>", id);
          const { as, ...decision } = options;
          const approval = await asPerson(context, as, (client) => client.approvals[verb](number, decision));
          context.print(approval, summary(approval));
        }),
      );
  }
};

function summary({ id, state, kind, rule, reason, requestedBy, decidedBy, comment }: ApprovalSummary): string {
  const lines = [
    `Approval ${id} (${kind}, ${rule}): ${state}`,
    reason,
    `Asked by ${requestedBy.join(", ") || "nobody"}`,
  ];
  if (decidedBy !== null) lines.push(`Decided by ${decidedBy}${comment === null ? "" : `: ${comment}`}`);
  return lines.join("\n");
}

function sampleText({ sample }: Approval): string {
  return JSON.stringify(sample, null, 2);
}
