import type { ProviderFault, ReceivedMessage } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addSandboxProviders: AddCommand = (parent, host) => {
  parent
    .command("providers", { isDefault: true })
    .description("list the providers that the demo plays, and which of their switches are on")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).sandbox.providers();
        const rows = items.map(({ provider, channels, messages, faults }) => [
          provider,
          channels.join(", "),
          String(messages),
          faultsText(faults),
        ]);
        const columns = [
          { head: "PROVIDER" },
          { head: "CHANNELS" },
          { head: "MESSAGES", align: "right" as const },
          { head: "SWITCHES", flexible: true },
        ];
        const none = "No provider is played here: messages go to the real ones.";
        context.print({ items }, rows.length === 0 ? none : formatTable(columns, rows, context.width));
      }),
    );
};

interface ListOptions {
  readonly limit: string;
  readonly cursor?: string;
}

export const addSandboxReceived: AddCommand = (parent, host) => {
  parent
    .command("received")
    .description("list what a played provider received and what it answered, newest first")
    .argument("<provider>", "wecom, dingtalk, feishu, aliyun-sms, tencent-sms, wechat, metabase, smtp")
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, provider: string, { limit, cursor }: ListOptions) => {
        const client = await context.client();
        const page = await client.sandbox.received(provider, {
          limit: readWholeNumber("--limit", limit),
          ...(cursor !== undefined && { cursor }),
        });
        const lines = page.items.flatMap(linesOf);
        const text = lines.length === 0 ? `${provider} received nothing yet.` : lines.join("\n");
        context.print(page, page.nextCursor === null ? text : `${text}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};

interface FaultOptions {
  readonly times?: string;
  readonly delay?: string;
}

export const addSandboxFault: AddCommand = (parent, host) => {
  parent
    .command("fault")
    .description("make a played provider fail, or put it right again; see what failover and breakers do")
    .argument("<provider>")
    .argument("<kind>", "bounce, throttle, accept-then-drop, slow, malformed, session-expired; none puts it right")
    .option("--times <number>", "how many messages it hits; all when left out")
    .option("--delay <ms>", "of slow: how late the answer comes; when left out, as soon as the switch is taken back")
    .action(
      withContext(host, async (context, provider: string, kind: string, { times, delay }: FaultOptions) => {
        const fault = {
          // The server says which there are.
          kind: kind as ProviderFault["kind"],
          ...(times !== undefined && { times: readWholeNumber("--times", times) }),
          ...(delay !== undefined && { delayMs: readWholeNumber("--delay", delay) }),
        };
        const played = await (await context.client()).sandbox.setFaults(provider, kind === "none" ? [] : [fault]);
        const now = played.faults.length === 0 ? "answers as it should" : faultsText(played.faults);
        context.print(played, `${provider}: ${now}.`);
      }),
    );
};

export const addSandboxClear: AddCommand = (parent, host) => {
  parent
    .command("clear")
    .description("let a played provider forget what it received")
    .argument("<provider>")
    .action(
      withContext(host, async (context, provider: string) => {
        const cleared = await (await context.client()).sandbox.clearReceived(provider);
        context.print(cleared, `${provider} forgot ${cleared.removed} messages.`);
      }),
    );
};

const faultText = ({ kind, times, delayMs }: ProviderFault) =>
  [kind, times === undefined ? "" : ` ×${times}`, delayMs === undefined ? "" : ` ${delayMs} ms`].join("");

function faultsText(faults: readonly ProviderFault[]): string {
  return faults.map(faultText).join(", ");
}

function linesOf({ id, at, to, kind, title, text, file, shown, answer, fault }: ReceivedMessage): string[] {
  const fate = `${shown ? "shown" : "not shown"}${fault === null ? "" : `, ${fault}`}`;
  return [
    `${id}  ${formatInstant(at)}  ${kind}  to ${to.join(", ")}  (${fate})`,
    ...[title, text, file === undefined ? undefined : `[${file.name} ${file.bytes} B]`]
      .flatMap((part) => (part === undefined || part === "" ? [] : part.split("\n")))
      .map((line) => `    ${line}`),
    `  answered: ${answer === null ? "nothing" : `${answer.status} ${answer.body}`}`,
  ];
}
