import type { Account } from "@belfry/client";
import { z } from "zod";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

const AccountFile = z.strictObject({
  channel: z.string().min(1),
  name: z.string().min(1),
  config: z.record(z.string(), z.unknown()),
  enabled: z.boolean().optional(),
  priority: z.int().optional(),
  weight: z.int().optional(),
  caps: z.partialRecord(z.enum(["perSecond", "perMinute", "perDay", "perMonth"]), z.int().nullable()).optional(),
  timeZone: z.string().nullable().optional(),
});

export const addAccountsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the sending accounts, in the order in which they are asked")
    .option("--channel <channel>", "only those of one channel")
    .action(
      withContext(host, async (context, options: { readonly channel?: string }) => {
        const { channel } = options;
        const items = await (await context.client()).accounts.list(channel === undefined ? {} : { channel });
        const rows = items.map((account) => [
          account.channel,
          account.name,
          account.enabled ? "yes" : "no",
          String(account.priority),
          String(account.weight),
          account.freeAt === null ? account.health : `${account.health} until ${account.freeAt}`,
          account.use.map(({ window, used, limit }) => `${used}/${limit} a ${window}`).join(", "),
          JSON.stringify(account.config),
        ]);
        const columns = [
          { head: "CHANNEL" },
          { head: "NAME", flexible: true },
          { head: "ENABLED" },
          { head: "PRIORITY", align: "right" as const },
          { head: "WEIGHT", align: "right" as const },
          { head: "HEALTH", flexible: true },
          { head: "SENT", flexible: true },
          { head: "CONFIG", flexible: true },
        ];
        context.print(
          { items },
          rows.length === 0 ? "There are no accounts." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

export const addAccountsApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("write a sending account from a YAML or JSON file with channel, name and config")
    .argument("<file>")
    .action(
      withContext(host, async (context, path: string) => {
        const { config: settings, ...rest } = await readAccount(path, context.stdin);
        const account = await (await context.client()).accounts.save({ ...rest, config: settings });
        context.print(
          account,
          `Saved ${account.channel} ${account.name}. Try it: belfry accounts test ${account.channel} ${account.name}`,
        );
      }),
    );
};

async function readAccount(
  path: string,
  stdin: Context["stdin"],
): Promise<Pick<Account, "channel" | "name" | "config"> & Partial<Account>> {
  const file = await readDocument(path, stdin);
  const parsed = AccountFile.safeParse(file.data);
  if (parsed.success) {
    const { enabled, priority, weight, caps, timeZone, ...rest } = parsed.data;
    return {
      ...rest,
      ...(enabled !== undefined && { enabled }),
      ...(priority !== undefined && { priority }),
      ...(weight !== undefined && { weight }),
      ...(caps !== undefined && { caps }),
      ...(timeZone !== undefined && { timeZone }),
    };
  }
  const problems = parsed.error.issues.map((issue) => ({
    place: `${file.placeOf(issue.path.join("."))} ${issue.path.join(".")}`.trimEnd(),
    message: `${issue.message}.`,
    remedy: "Write channel, name and config.",
  }));
  const remedy = "Nothing was changed.";
  throw new CliError("FILE_INVALID", `${path} is no account.`, { remedy, exitCode: ExitCode.refused, problems });
}

export const addAccountsTest: AddCommand = (parent, host) => {
  parent
    .command("test")
    .description("try a sending account step by step without sending anything; exit code 1 when a step fails")
    .argument("<channel>")
    .argument("<name>")
    .action(
      withContext(host, async (context, channel: string, name: string) => {
        const steps = await (await context.client()).accounts.test({ channel, name });
        const lines = steps.map(({ step, ok, detail }) => `${ok ? "ok  " : "FAIL"}  ${step}: ${detail}`);
        context.print({ steps }, lines.join("\n"));
        return steps.every(({ ok }) => ok) ? ExitCode.ok : ExitCode.failed;
      }),
    );
};

export const addAccountsReceiptAddress: AddCommand = (parent, host) => {
  parent
    .command("receipt-address")
    .description("make the address at which the provider of an account posts what became of messages; shown this once")
    .argument("<channel>")
    .argument("<name>")
    .action(
      withContext(host, async (context, channel: string, name: string) => {
        const address = await (await context.client()).accounts.openReceiptAddress({ channel, name });
        context.print({ ...address }, address.url ?? address.path);
      }),
    );
};

export const addAccountsResume: AddCommand = (parent, host) => {
  parent
    .command("resume")
    .description("end the rest of a sending account: messages that wait for it are sent at once")
    .argument("<channel>")
    .argument("<name>")
    .action(
      withContext(host, async (context, channel: string, name: string) => {
        await (await context.client()).accounts.resume({ channel, name });
        context.print({ resumed: { channel, name } }, `${channel} ${name} may send again.`);
      }),
    );
};

export const addAccountsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a sending account")
    .argument("<channel>")
    .argument("<name>")
    .action(
      withContext(host, async (context, channel: string, name: string) => {
        await (await context.client()).accounts.remove({ channel, name });
        context.print({ removed: { channel, name } }, `Removed ${channel} ${name}.`);
      }),
    );
};
