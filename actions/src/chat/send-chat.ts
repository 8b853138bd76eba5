import { ActionFailure, type ActionContext, type ArtifactRef, type Suspended } from "@belfry/plugin-kit";
import { addressList } from "../messages/address-list.ts";
import { deliver } from "../messages/deliver.ts";
import { everyMessageProblems, inEveryMessage, type EveryMessageInput } from "../messages/every-message.ts";
import { isBlank } from "../messages/is-blank.ts";
import type { MessageOutput } from "../messages/settled-output.ts";

type AddressesInput = string | readonly string[];

/** What the inputs of all chats have in common. */
export interface ChatInput extends EveryMessageInput {
  readonly to: AddressesInput;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly markdown?: string | undefined;
  readonly mentions?:
    | {
        readonly users?: AddressesInput | undefined;
        readonly phones?: AddressesInput | undefined;
        readonly all?: boolean | undefined;
      }
    | undefined;
  readonly attachments?:
    | readonly (ArtifactRef | { readonly file: ArtifactRef; readonly fileName?: string | undefined })[]
    | undefined;
  readonly wait?: "accepted" | "queued" | undefined;
}

/**
 * Sends one message over a chat.
 * @param payload what only this channel understands; fields without a value are left out
 * @throws ActionFailure MESSAGE_NO_RECIPIENT, and whatever `deliver` throws
 */
export function sendChat(
  ctx: ActionContext,
  channel: string,
  input: ChatInput,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<MessageOutput | Suspended> {
  const { title = "", text, markdown, mentions, attachments = [], wait } = input;
  const to = addressList(input.to);
  if (to.length === 0) {
    const message = "Nobody gets this message: the list of recipients is empty.";
    throw new ActionFailure(message, { class: "runtime", code: "MESSAGE_NO_RECIPIENT" });
  }
  const given = Object.entries(payload).filter(([, value]) => value !== undefined);
  const message = {
    channel,
    to,
    subject: title,
    attachments: attachments.map((item) => ("file" in item ? withoutGaps(item) : { file: item })),
    ...(text !== undefined && { text }),
    ...(markdown !== undefined && { markdown }),
    ...(mentions !== undefined && {
      mentions: {
        users: addressList(mentions.users),
        phones: addressList(mentions.phones),
        all: mentions.all === true,
      },
    }),
    ...(given.length > 0 && { payload: Object.fromEntries(given) }),
    ...inEveryMessage(ctx, input),
  };
  return deliver(ctx, message, wait);
}

/** What is wrong with the message of a chat beyond its schema. `contents`: the fields of which it needs one. */
export function chatProblems(
  input: Readonly<Record<string, unknown>>,
  contents: readonly string[],
): { path: string; message: string; remedy: string }[] {
  const problems = everyMessageProblems(input, ["text", "markdown"]);
  if (isBlank(input["to"])) {
    problems.push({ path: "to", message: "Nobody gets this message.", remedy: "Name at least one recipient." });
  }
  if ([...contents, "template"].every((name) => isBlank(input[name]))) {
    const remedy = `Fill in one of: ${contents.join(", ")}, template.`;
    problems.push({ path: "text", message: "The message says nothing.", remedy });
  }
  return problems;
}

function withoutGaps({ file, fileName }: { readonly file: ArtifactRef; readonly fileName?: string | undefined }) {
  return fileName === undefined ? { file } : { file, fileName };
}
