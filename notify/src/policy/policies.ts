/** The policies of an installation: who may write them is decided by the routes; what they mean, beside. */
import { AppError, type Actor, type MessagePolicy, type Problem } from "@belfry/model";
import type { MessageContent } from "../accept/message-content.ts";
import type { MessageOptions } from "../accept/message-options.ts";
import { overflowAfterMs } from "../digest/overflow-policy.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { deletePolicy } from "../sql/delete-policy.ts";
import { listPolicies, type PolicyRow } from "../sql/list-policies.ts";
import { lockPolicy } from "../sql/lock-policy.ts";
import { upsertPolicy } from "../sql/upsert-policy.ts";
import { contentProblems } from "./content-rules.ts";
import { isAbout } from "./policy-scope.ts";

export type PolicyView = PolicyRow;

export interface Policies {
  /** By their names. */
  listPolicies(): Promise<PolicyView[]>;
  /** Writes a policy, or replaces the one with its name. */
  savePolicy(
    policy: { readonly name: string; readonly enabled: boolean; readonly definition: MessagePolicy },
    options: { readonly by: Actor },
  ): Promise<void>;
  /** @throws AppError POLICY_NOT_FOUND */
  removePolicy(name: string, options: { readonly by: Actor }): Promise<void>;
}

/** How old what is read for every message may be: a policy works everywhere a second after it was saved. */
const RECENT_MS = 1_000;

export function createPolicies(deps: Pick<NotifyDeps, "store" | "audit">) {
  let read: { readonly at: number; readonly rows: Promise<PolicyRow[]> } | undefined;
  const recent = (): Promise<PolicyRow[]> => {
    if (read === undefined || performance.now() - read.at > RECENT_MS) {
      const rows = listPolicies(deps.store);
      read = { at: performance.now(), rows };
      rows.catch(() => (read = undefined));
    }
    return read.rows;
  };

  const policies: Policies = {
    listPolicies: () => listPolicies(deps.store),
    async savePolicy({ name, enabled, definition }, { by }) {
      await deps.store.transaction(async (tx) => {
        const before = await lockPolicy(tx, name);
        await upsertPolicy(tx, { name, enabled, definition, by: by.name });
        await deps.audit?.(tx, {
          by,
          action: "policies.save",
          subject: { kind: "policy", id: name },
          outcome: "done",
          ...(before !== undefined && { before: { enabled: before.enabled, ...before.definition } }),
          after: { enabled, ...definition },
        });
      });
      read = undefined;
    },
    async removePolicy(name, { by }) {
      await deps.store.transaction(async (tx) => {
        const before = await lockPolicy(tx, name);
        if (before === undefined) throw new AppError("POLICY_NOT_FOUND", { policy: name });
        await deletePolicy(tx, name);
        await deps.audit?.(tx, {
          by,
          action: "policies.remove",
          subject: { kind: "policy", id: name },
          outcome: "done",
          before: { enabled: before.enabled, ...before.definition },
        });
      });
      read = undefined;
    },
  };

  return {
    policies,
    /** From which wait on a message is gathered with others, in milliseconds. */
    async overflowAfterMs(message: Parameters<typeof overflowAfterMs>[1]): Promise<number> {
      return overflowAfterMs(await recent(), message);
    },
    /** What content rules have against a message. */
    async contentProblems(message: {
      readonly channel: string;
      readonly content: MessageContent;
      readonly options: MessageOptions;
      readonly recipients: number;
    }): Promise<Problem[]> {
      const { channel, options } = message;
      return (await recent()).flatMap(({ name, enabled, definition }) =>
        enabled && definition.kind === "content" && isAbout(definition, { channel, labels: options.labels })
          ? contentProblems(name, definition, message)
          : [],
      );
    },
  };
}
