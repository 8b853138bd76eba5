/**
 * Everything that can be known to be wrong before a message is accepted is refused here, with the field and the remedy:
 * an accepted message that cannot be sent would be found out hours later by whoever misses the mail.
 */
import { stat } from "node:fs/promises";
import type { z } from "zod";
import {
  AppError,
  durationMs,
  isAppError,
  joinPath,
  OutgoingMessage,
  type MessageAttachment,
  type Problem,
} from "@belfry/model";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { escalationOf, type Escalation } from "../escalation/escalation.ts";
import { messageOutline } from "../messages/message-outline.ts";
import { shownProblems } from "./content-problems.ts";
import { mergeRecipients } from "./merge-recipients.ts";
import { messageFingerprint } from "./message-fingerprint.ts";
import type { MessageContent, Recipient } from "./message-content.ts";
import type { MessageOptions } from "./message-options.ts";
import { renderMessage, type RenderTemplate } from "./render-template.ts";

export interface ValidMessage {
  readonly channel: ChannelDefinition;
  readonly account: string | undefined;
  readonly recipients: readonly Recipient[];
  readonly content: MessageContent;
  readonly options: MessageOptions;
}

export interface ValidationDeps {
  readonly channelOf: ChannelLookup;
  readonly artifactPath: NotifyDeps["artifactPath"];
  /** Whether recipients reach Belfry, to leave a list. */
  readonly canUnsubscribe: boolean;
  /** @default there are no templates */
  readonly renderTemplate?: RenderTemplate | undefined;
  /** Why a message cannot name this callback. @default none can be named */
  readonly callbackProblem?: ((name: string) => Promise<Problem | undefined>) | undefined;
  /** What policies have against a message. @default nothing */
  readonly contentProblems?:
    | ((message: {
        readonly channel: string;
        readonly content: MessageContent;
        readonly options: MessageOptions;
        readonly recipients: number;
      }) => Promise<readonly Problem[]>)
    | undefined;
  /** The largest message, in bytes, that some account may send; none when no account limits it. */
  largestMessage(channel: ChannelDefinition, account: string | undefined): Promise<number | undefined>;
}

/** @throws AppError REQUEST_INVALID, CHANNEL_NOT_FOUND, ACCOUNT_NOT_FOUND, ARTIFACT_NOT_FOUND, ATTACHMENT_TOO_LARGE */
export async function validateMessage(deps: ValidationDeps, message: OutgoingMessage): Promise<ValidMessage> {
  const parsed = OutgoingMessage.safeParse(message);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: pathOf(issue.path),
      message: `${issue.message}.`.replace(/\.\.$/, "."),
      remedy: "Correct this field.",
    }));
    throw new AppError("REQUEST_INVALID", { problems });
  }
  const {
    channel: channelId,
    account,
    to,
    cc,
    bcc,
    mentions,
    attachments,
    timeZone,
    unsubscribe,
    conversation,
  } = parsed.data;
  const channel = deps.channelOf(channelId);
  const rendered = await renderMessage(parsed.data, deps.renderTemplate);
  const { subject = "", text, html, markdown, templateVersion } = rendered;
  const payload = readPayload(channel, rendered.payload);
  const problems = [
    ...addressProblems(channel, { to, cc, bcc }),
    ...payload.problems,
    ...timeProblems(parsed.data),
    ...(unsubscribe !== undefined && !deps.canUnsubscribe
      ? [
          {
            path: "unsubscribe",
            message: "Belfry does not know the address under which recipients reach it.",
            remedy: "Set BELFRY_PUBLIC_URL, or leave it out.",
          },
        ]
      : []),
    ...(unsubscribe !== undefined && channel.envelope !== "message"
      ? [{ path: "unsubscribe", message: "Only mails can be unsubscribed from.", remedy: "Leave it out." }]
      : []),
    // PostgreSQL cannot keep it, and no channel can show it.
    ...Object.entries({ subject, text, html, markdown })
      .filter(([, value]) => value?.includes("\0") === true)
      .map(([path]) => ({ path, message: "The text holds a NUL character.", remedy: "Remove it." })),
  ];
  const callbackProblem =
    parsed.data.callback === undefined ? undefined : await deps.callbackProblem?.(parsed.data.callback);
  if (callbackProblem !== undefined) problems.push(callbackProblem);
  if (problems.length > 0) throw new AppError("REQUEST_INVALID", { problems });

  const content = {
    subject,
    attachments,
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    ...(markdown === undefined ? {} : { markdown }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(payload.value === undefined ? {} : { payload: payload.value }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(templateVersion === undefined ? {} : { templateVersion }),
  };
  const unshown = shownProblems(channel, messageOutline(content, { to, cc }));
  if (unshown.length > 0) throw new AppError("REQUEST_INVALID", { problems: [...unshown] });

  const largest = await deps.largestMessage(channel, account);
  const attached = await Promise.all(attachments.map((attachment, place) => sizeOf(deps, attachment, place)));
  const bytes = attached.reduce(
    (sum, size) => sum + size,
    [text, html, markdown].reduce((sum, part) => sum + Buffer.byteLength(part ?? ""), 0),
  );
  if (largest !== undefined && bytes > largest) {
    throw new AppError("ATTACHMENT_TOO_LARGE", {
      field: "attachments",
      bytes,
      maxBytes: largest,
      reason: `The message has ${inMegabytes(bytes)}, the channel "${channel.id}" takes at most ${inMegabytes(largest)}.`,
    });
  }
  const options = optionsOf(parsed.data, content);
  await checkEscalation(deps, options.escalation);
  const recipients = mergeRecipients({ to, cc, bcc });
  const judged = { channel: channel.id, content, options, recipients: recipients.length };
  const against = (await deps.contentProblems?.(judged)) ?? [];
  if (against.length > 0) throw new AppError("CONTENT_REFUSED", { problems: against });
  return { channel, account, recipients, content, options };
}

/** How long a business key counts when nobody says. */
const BUSINESS_WINDOW = "24h";

function optionsOf(message: z.output<typeof OutgoingMessage>, content: MessageContent): MessageOptions {
  const { labels = {}, priority, scheduledAt, expiresAt, template, callback } = message;
  return {
    labels,
    priority,
    scheduledAt: scheduledAt === undefined ? undefined : new Date(scheduledAt),
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
    business: businessOf(message, content),
    escalation: escalationOf(message),
    template,
    callback,
  };
}

function businessOf(
  { channel, to, businessKey, businessWindow, sameContentWithin }: z.output<typeof OutgoingMessage>,
  content: MessageContent,
): MessageOptions["business"] {
  if (businessKey !== undefined) {
    return { key: businessKey, windowMs: durationMs(businessWindow ?? BUSINESS_WINDOW) };
  }
  if (sameContentWithin === undefined) return undefined;
  return { key: messageFingerprint({ channel, to, content }), windowMs: durationMs(sameContentWithin) };
}

/** Refuses a step that could not be sent now: it would be found out when it is needed most. */
async function checkEscalation(deps: ValidationDeps, escalation: Escalation | undefined): Promise<void> {
  if (escalation === undefined) return;
  try {
    // Which looks at the steps that follow, too.
    await validateMessage(deps, escalation.next);
  } catch (error) {
    if (!isAppError(error) || error.problems.length === 0) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, path: `escalation[0].${problem.path}` }));
    throw new AppError(error.code, { ...error.details, problems });
  }
}

/** What is wrong with its times whatever time it is now. */
function timeProblems(message: z.output<typeof OutgoingMessage>): Problem[] {
  const { scheduledAt, expiresAt, businessKey, businessWindow, sameContentWithin } = message;
  const problems: Problem[] = [];
  if (scheduledAt !== undefined && expiresAt !== undefined && new Date(expiresAt) <= new Date(scheduledAt)) {
    const told = "The message expires before it is sent.";
    problems.push({ path: "expiresAt", message: told, remedy: "Name a time after scheduledAt." });
  }
  if (businessWindow !== undefined && businessKey === undefined) {
    const told = "A window is for a business key.";
    problems.push({ path: "businessWindow", message: told, remedy: "Name the key, or leave the window out." });
  }
  if (sameContentWithin !== undefined && businessKey !== undefined) {
    const told = "A message is known by its business key or by its content.";
    problems.push({ path: "sameContentWithin", message: told, remedy: "Leave one of them out." });
  }
  return problems;
}

/** What only the channel understands, as its schema reads it. */
function readPayload(
  channel: ChannelDefinition,
  payload: Readonly<Record<string, unknown>> | undefined,
): { readonly value?: unknown; readonly problems: readonly Problem[] } {
  if (channel.payload === undefined) {
    if (payload === undefined) return { problems: [] };
    const message = `The channel "${channel.id}" takes no payload.`;
    return { problems: [{ path: "payload", message, remedy: "Leave it out." }] };
  }
  const read = channel.payload.safeParse(payload);
  if (read.success) return { value: read.data, problems: [] };
  return {
    problems: read.error.issues.map(({ path, message }) => ({
      path: pathOf(["payload", ...path]),
      message: `${message}.`.replace(/\.\.$/, "."),
      remedy: "Correct this field.",
    })),
  };
}

function addressProblems(channel: ChannelDefinition, fields: Readonly<Record<string, readonly string[]>>): Problem[] {
  const problems: Problem[] = [];
  for (const [field, addresses] of Object.entries(fields)) {
    addresses.forEach((address, place) => {
      const reason = channel.checkAddress(address.trim());
      if (reason !== undefined) {
        problems.push({ path: `${field}[${place}]`, message: reason, remedy: "Correct the address, or leave it out." });
      }
    });
  }
  return problems;
}

async function sizeOf(deps: ValidationDeps, attachment: MessageAttachment, place: number): Promise<number> {
  try {
    return (await stat(await deps.artifactPath(attachment.file))).size;
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    const reason = `The attachment ${place + 1}, "${attachment.file.name}", is not there any more.`;
    throw new AppError("ARTIFACT_NOT_FOUND", { field: `attachments[${place}]`, reason }, { cause });
  }
}

function isMissing(error: unknown): boolean {
  return (
    isAppError(error, "ARTIFACT_NOT_FOUND") || (error instanceof Error && "code" in error && error.code === "ENOENT")
  );
}

/** `["to", 0]` → `to[0]`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => joinPath(text, typeof part === "number" ? part : String(part)), "");
}

/** 20971520 → 20 MB, as mail programs count. */
function inMegabytes(bytes: number): string {
  return `${Math.round((bytes / 1_048_576) * 10) / 10} MB`;
}
