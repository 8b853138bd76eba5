import { durationMs, type ActionContext, type Duration, type OutgoingMessage } from "@belfry/plugin-kit";

/** What the inputs of all actions that send have in common, as far as they have it. */
export interface EveryMessageInput {
  readonly account?: string | undefined;
  readonly template?: string | undefined;
  readonly language?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly conversation?: string | undefined;
  readonly businessKey?: string | undefined;
  readonly businessWindow?: Duration | undefined;
  readonly expiresAfter?: Duration | undefined;
  readonly expiresAt?: string | undefined;
}

type InEveryMessage = Partial<
  Pick<
    OutgoingMessage,
    | "account"
    | "template"
    | "language"
    | "variables"
    | "labels"
    | "conversation"
    | "businessKey"
    | "businessWindow"
    | "expiresAt"
  >
>;

/** These parts of a message, and nothing that was not given. */
export function inEveryMessage(ctx: Pick<ActionContext, "now">, input: EveryMessageInput): InEveryMessage {
  const { account, template, language, variables, labels, conversation, businessKey, businessWindow } = input;
  const { expiresAfter } = input;
  const expiresAt =
    expiresAfter === undefined ? input.expiresAt : new Date(ctx.now.getTime() + durationMs(expiresAfter)).toISOString();
  const options = { labels, conversation, businessKey, businessWindow, expiresAt };
  const given = { account, template, language, variables, ...options };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** What is wrong with these parts. `contents`: the fields that a template stands for. */
export function everyMessageProblems(
  input: Readonly<Record<string, unknown>>,
  contents: readonly string[],
): { path: string; message: string; remedy: string }[] {
  const problems: { path: string; message: string; remedy: string }[] = [];
  const { template, language, variables, businessKey, businessWindow, expiresAfter, expiresAt } = input;
  const both = template === undefined ? undefined : contents.find((name) => input[name] !== undefined);
  if (both !== undefined) {
    const message = "The message has a template and content of its own.";
    problems.push({ path: both, message, remedy: "Leave one of them out." });
  }
  if (template === undefined && (variables ?? language) !== undefined) {
    const path = variables === undefined ? "language" : "variables";
    const message = "Variables and a language are for a template.";
    problems.push({ path, message, remedy: "Name the template, or leave them out." });
  }
  if (businessWindow !== undefined && businessKey === undefined) {
    const message = "A window is for a business key.";
    problems.push({ path: "businessWindow", message, remedy: "Name the key, or leave the window out." });
  }
  if (expiresAfter !== undefined && expiresAt !== undefined) {
    const message = "The message expires after a while or at a time.";
    problems.push({ path: "expiresAt", message, remedy: "Leave one of them out." });
  }
  return problems;
}
