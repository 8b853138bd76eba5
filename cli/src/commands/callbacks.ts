import type { CallbackDraft } from "@belfry/client";
import { formatTable } from "../output/table.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addCallbacksList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list where other systems are told what became of messages")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).callbacks.list();
        const rows = items.map(({ name, url, enabled, verifiedAt, stoppedBecause, failingSince, waiting }) => [
          name,
          stateOf({ enabled, verifiedAt, stoppedBecause, failingSince }),
          String(waiting),
          url,
        ]);
        const columns = [{ head: "NAME" }, { head: "STATE" }, { head: "WAITING" }, { head: "URL", flexible: true }];
        context.print(
          { items },
          rows.length === 0 ? "There are no callbacks." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

interface SetOptions {
  readonly secret: string;
  readonly event?: readonly string[];
  readonly channel?: readonly string[];
  readonly onlyNamed?: boolean;
  readonly disabled?: boolean;
}

export const addCallbacksSet: AddCommand = (parent, host) => {
  parent
    .command("set")
    .description("tell a system what becomes of messages, or replace the callback with this name")
    .argument("<name>", "small letters, digits, dots, dashes, underscores")
    .argument("<url>", "where events are posted to")
    .requiredOption("--secret <name>", "the secret in the vault with which calls are signed")
    .option("--event <types...>", "only these events, like delivery.failed")
    .option("--channel <channels...>", "only messages of these channels")
    .option("--only-named", "only messages that name this callback")
    .option("--disabled", "tell it nothing for now")
    .action(
      withContext(host, async (context, name: string, url: string, options: SetOptions) => {
        const { secret, event = [], channel = [], onlyNamed = false, disabled = false } = options;
        const draft: CallbackDraft = {
          url,
          secret,
          // The server says which events there are.
          events: event as NonNullable<CallbackDraft["events"]>,
          channels: [...channel],
          onlyNamed,
          enabled: !disabled,
        };
        const saved = await (await context.client()).callbacks.save(name, draft);
        const next = saved.verifiedAt === null ? ` Verify it: belfry callbacks verify ${name}` : "";
        context.print(saved, `Saved ${name}.${next}`);
      }),
    );
};

export const addCallbacksVerify: AddCommand = (parent, host) => {
  parent
    .command("verify")
    .description("ask the receiver whether it wants to be told; also lets a stopped callback go on")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        const verified = await (await context.client()).callbacks.verify(name);
        context.print(verified, `${name} is told from now on.`);
      }),
    );
};

export const addCallbacksRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a callback with what it was to be told")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        await (await context.client()).callbacks.remove(name);
        context.print({ removed: name }, `Removed ${name}.`);
      }),
    );
};

interface EventsOptions {
  readonly status?: string;
  readonly message?: string;
  readonly limit: string;
}

export const addCallbacksEvents: AddCommand = (parent, host) => {
  parent
    .command("events")
    .description("what a callback was told, and is to be told, newest first")
    .argument("<name>")
    .option("--status <status>", "waiting, done, failed or missed")
    .option("--message <id>", "only those of one message")
    .option("--limit <n>", "how many", "50")
    .action(
      withContext(host, async (context, name: string, { status, message, limit }: EventsOptions) => {
        const page = await (
          await context.client()
        ).callbacks.events(name, {
          limit: readWholeNumber("--limit", limit),
          // The server says which there are.
          ...(status !== undefined && { status: status as "failed" }),
          ...(message !== undefined && { message: readWholeNumber("--message", message) }),
        });
        const rows = page.items.map(({ id, type, messageId, status: told, tries, httpStatus, problem }) => [
          String(id),
          type,
          String(messageId),
          told,
          String(tries),
          problem ?? (httpStatus === null ? "" : String(httpStatus)),
        ]);
        const columns = [
          { head: "ID" },
          { head: "EVENT" },
          { head: "MESSAGE" },
          { head: "STATUS" },
          { head: "TRIES" },
          { head: "ANSWER", flexible: true },
        ];
        context.print(
          page,
          rows.length === 0 ? "There are no such events." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

export const addCallbacksReplay: AddCommand = (parent, host) => {
  parent
    .command("replay")
    .description("tell a callback again what failed or was missed")
    .argument("<name>")
    .argument("[ids...]", "only these events; all when left out")
    .action(
      withContext(host, async (context, name: string, ids: readonly string[]) => {
        const only = ids.map((id) => readWholeNumber("<ids>", id));
        const replay =
          only.length === 0 ? {} : { ids: only, statuses: ["done" as const, "failed" as const, "missed" as const] };
        const events = await (await context.client()).callbacks.replay(name, replay);
        context.print({ events }, `${events} events are told again.`);
      }),
    );
};

function stateOf(callback: {
  readonly enabled: boolean;
  readonly verifiedAt: string | null;
  readonly stoppedBecause: string | null;
  readonly failingSince: string | null;
}): string {
  if (!callback.enabled) return "disabled";
  if (callback.stoppedBecause !== null) return `stopped: ${callback.stoppedBecause}`;
  if (callback.verifiedAt === null) return "not verified";
  return callback.failingSince === null ? "works" : `failing since ${callback.failingSince}`;
}
