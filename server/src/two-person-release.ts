/** Wires what a second person releases: who asks, what is locked, and what happens when it is decided. */
import type { Access, Approval, ApprovalEffects, ApprovalEnd, Approvals } from "@belfry/access";
import {
  executionIsOpen,
  lockOpenExecution,
  lockRule,
  selectRequesters,
  signalExecution,
  type Engine,
  type SecondPerson,
} from "@belfry/engine";
import { refusalText, systemActor } from "@belfry/model";
import type { HeldMessage, MessageRelease, Notify } from "@belfry/notify";
import type { Tx } from "@belfry/store";

/** What follows from a decision. The engine and the ledger are made later than this: they ask themselves. */
export function releaseEffects(parts: () => { readonly engine: Engine; readonly notify: Notify }): ApprovalEffects {
  return {
    executionIsOpen,

    async lock(tx, { kind, rule, executionId }) {
      if (kind === "rule-enable" || kind === "rule-archive") {
        return (await lockRule(tx, rule)) === undefined ? "The rule is gone." : undefined;
      }
      if (executionId === null) return undefined;
      return (await lockOpenExecution(tx, executionId)) ? undefined : "The execution is over.";
    },

    async apply(tx, approval, end, by) {
      const { engine, notify } = parts();
      switch (approval.kind) {
        case "rule-enable":
        case "rule-archive":
          if (end.state === "approved")
            await engine.setReleasedStatus(tx, approval.rule, { status: statusOf(approval), by });
          return;
        case "step":
          if (approval.executionId !== null) await signalExecution(tx, approval.executionId);
          return;
        case "message":
          await endMessage(notify, tx, approval, end);
      }
    },

    committed({ kind }) {
      const { engine, notify } = parts();
      if (kind === "message") notify.announceDue();
      if (kind === "message" || kind === "step") engine.tellQueue();
      else engine.tellRules();
    },
  };
}

function statusOf({ kind }: Approval): "enabled" | "archived" {
  return kind === "rule-enable" ? "enabled" : "archived";
}

async function endMessage(notify: Notify, tx: Tx, approval: Approval, end: ApprovalEnd): Promise<void> {
  if (approval.messageId === null) return;
  if (end.state === "approved") {
    await notify.releaseMessage(tx, approval.messageId);
    return;
  }
  const reason = refusalText({ ...approval, ...end });
  await notify.refuseMessage(tx, approval.messageId, { hold: end.state, reason });
}

/** What rules and steps ask. */
export function secondPersonOf(access: Access, approvals: Approvals): SecondPerson {
  return {
    demands: async (tx) => (await access.settings.get(tx)).approvals,
    ask: (tx, request) => approvals.ask(tx, request),
    verdict: (db, subject) => approvals.verdict(db, subject),
    deciders: (db, request) => approvals.deciders(db, request),
    withdrawSubject: (tx, subject, reason) => approvals.withdrawSubject(tx, subject, reason),
  };
}

/** What messages to many ask. */
export function messageReleaseOf(access: Access, approvals: Approvals): MessageRelease {
  return {
    recipientsAbove: async (tx) => (await access.settings.get(tx)).approvals.recipientsAbove,
    async ask(tx, held) {
      const { executionId, messageId, origin, by, recipientCount, recipientsAbove } = held;
      const behind = executionId === undefined ? undefined : await selectRequesters(tx, executionId);
      await approvals.ask(tx, {
        kind: "message",
        subject: `message:${messageId}`,
        rule: origin?.rule ?? "",
        labels: behind?.labels ?? held.labels,
        ...(executionId !== undefined && { executionId }),
        messageId,
        reason: `The message goes to ${recipientCount} recipients; more than ${recipientsAbove} are released by a second person.`,
        requestedBy: behind?.requestedBy ?? (by === undefined ? [] : [by.name]),
        by: by ?? systemActor,
        sample: sampleOf(held),
      });
    },
    withdraw: (tx, messageId, reason) => approvals.withdrawSubject(tx, `message:${messageId}`, reason),
  };
}

function sampleOf({ channel, content, origin, recipientCount, diff }: HeldMessage) {
  const { subject, text, html, attachments } = content;
  return {
    action: origin?.action ?? "",
    channel,
    subject,
    text: text ?? null,
    html: html ?? null,
    attachments: attachments.map(({ file, fileName }) => fileName ?? file.name),
    recipients: recipientCount,
    ...diff,
  };
}
