import { isDeepStrictEqual } from "node:util";
import { AppError, wallClock, type Actor } from "@belfry/model";
import type { ChannelDefinition, ConnectionStep, LocalizedText } from "@belfry/plugin-kit";
import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { deleteAccount } from "../sql/delete-account.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { lockAccount } from "../sql/lock-account.ts";
import { readClock } from "../sql/read-clock.ts";
import { upsertAccount } from "../sql/upsert-account.ts";
import { reasonWords } from "../why/reason-words.ts";
import type { Account, AccountDraft } from "./account.ts";
import type { AccountDeps } from "./account-deps.ts";
import { accountHealth, type AccountHealth } from "./account-health.ts";
import { channelContext } from "./channel-context.ts";
import { endRest } from "./end-rest.ts";
import { explainRoute, type Route, type RouteQuestion } from "./explain-route.ts";
import { parseAccount, refusePlainSecrets } from "./parse-account.ts";

const TEST_TIMEOUT_MS = 60_000;

/** A step of a connection test, with what was found in one language each. */
export interface TestedStep extends ConnectionStep {
  readonly text: LocalizedText;
}

export interface Accounts {
  /** In the order in which they are asked. */
  listAccounts(channel?: string): Promise<Account[]>;
  /**
   * Writes an account, or replaces the one with its name. The configuration is kept as it was written, after a check.
   * @throws AppError CHANNEL_NOT_FOUND, CONFIG_INVALID, REQUEST_INVALID
   */
  saveAccount(draft: AccountDraft, options: { readonly by: Actor }): Promise<Account>;
  /** @throws AppError ACCOUNT_NOT_FOUND */
  removeAccount(
    account: { readonly channel: string; readonly name: string },
    options: { readonly by: Actor },
  ): Promise<void>;
  /** Ends the rest of an account: the next message tries it. Nothing happens to one that works. @throws AppError ACCOUNT_NOT_FOUND */
  resumeAccount(
    account: { readonly channel: string; readonly name: string },
    options: { readonly by: Actor },
  ): Promise<void>;
  /** How the accounts are and what they have left, in the order in which they are asked. */
  accountHealth(channel?: string): Promise<AccountHealth[]>;
  /** Which account would send a message now, and what each of the others says to it. @throws AppError CHANNEL_NOT_FOUND */
  explainRoute(question: RouteQuestion): Promise<Route>;
  /** Tries an account step by step without sending. @throws AppError ACCOUNT_NOT_FOUND, CONFIG_INVALID, SECRET_NOT_FOUND */
  testAccount(account: { readonly channel: string; readonly name: string }): Promise<readonly TestedStep[]>;
}

export function createAccounts(deps: AccountDeps, channelOf: ChannelLookup): Accounts {
  return {
    listAccounts: (channel) => listAccounts(deps.store, channel),

    async saveAccount(draft, { by }) {
      const channel = channelOf(draft.channel);
      if (!/^\S(.{0,98}\S)?$/u.test(draft.name)) {
        const problem = { path: "name", message: "The name is empty or too long.", remedy: "Use 1 to 100 characters." };
        throw new AppError("REQUEST_INVALID", { problems: [problem] });
      }
      parseAccount(channel, draft.config);
      refusePlainSecrets(channel, draft.config);
      const { enabled = true, priority = 100, weight = 1, caps = {}, timeZone = null } = draft;
      if (timeZone !== null) wallClock(new Date(0), timeZone);
      const account = { ...draft, enabled, priority, weight, caps, timeZone };
      await deps.store.transaction(async (tx) => {
        const before = await lockAccount(tx, account);
        await upsertAccount(tx, account);
        // Whatever was wrong with it may have been put right, a secret behind it as well: it is tried at once.
        await endRest(deps, tx, account);
        if (before !== undefined && isDeepStrictEqual(shownOf(before), shownOf(account))) return;
        await deps.audit?.(tx, {
          ...recordOf(account, "save", by),
          ...(before !== undefined && { before: shownOf(before) }),
          after: shownOf(account),
        });
      });
      await deps.onAccountsChanged();
      return account;
    },

    async removeAccount(account, { by }) {
      await deps.store.transaction(async (tx) => {
        const before = await lockAccount(tx, account);
        if (before === undefined || !(await deleteAccount(tx, account))) throw accountNotFound(account);
        // Nobody waits for it to work again; its sends still count.
        await endRest(deps, tx, account);
        await deps.audit?.(tx, { ...recordOf(account, "remove", by), before: shownOf(before) });
      });
      // Whoever waits for it alone learns that it is gone.
      await deps.onAccountsChanged();
    },

    async resumeAccount(account, { by }) {
      await deps.store.transaction(async (tx) => {
        if ((await lockAccount(tx, account)) === undefined) throw accountNotFound(account);
        const rested = await endRest(deps, tx, account);
        if (rested !== undefined) await deps.audit?.(tx, { ...recordOf(account, "resume", by), before: rested });
      });
      await deps.onAccountsChanged();
    },

    accountHealth: (channel) => accountHealth(deps, channelOf, channel),
    explainRoute: (question) => explainRoute(deps, channelOf, question),

    async testAccount({ channel: channelId, name }) {
      const channel = channelOf(channelId);
      const account = await findAccount(deps, channel, name);
      const config = parseAccount(channel, account.config);
      const signal = AbortSignal.timeout(TEST_TIMEOUT_MS);
      const { context, masker } = channelContext(deps, { now: await readClock(deps.store), signal });
      const steps = masker.json(await channel.test(context, config));
      return steps.map((step) => ({ ...step, text: reasonWords(step.detail) }));
    },
  };
}

/** What the audit trail keeps of an account; its secrets are references to the vault. */
function shownOf({ channel: _channel, name: _name, ...shown }: Account): Omit<Account, "channel" | "name"> {
  return shown;
}

function recordOf({ channel, name }: Pick<Account, "channel" | "name">, verb: "save" | "remove" | "resume", by: Actor) {
  const subject = { kind: "account", id: `${channel}/${name}` };
  return { by, action: `accounts.${verb}`, subject, outcome: "done" } as const;
}

/** @throws AppError ACCOUNT_NOT_FOUND */
export async function findAccount(
  deps: Pick<NotifyDeps, "store">,
  channel: ChannelDefinition,
  name: string,
): Promise<Account> {
  const account = (await listAccounts(deps.store, channel.id)).find((candidate) => candidate.name === name);
  if (account === undefined) throw accountNotFound({ channel: channel.id, name });
  return account;
}

function accountNotFound({ channel, name }: { channel: string; name: string }): AppError {
  const reason = `The channel "${channel}" has no account "${name}".`;
  return new AppError("ACCOUNT_NOT_FOUND", { field: "account", channel, account: name, reason });
}
