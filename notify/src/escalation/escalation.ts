import { durationMs, type OutgoingMessage } from "@belfry/model";

/** What happens when nobody has got a message in time. */
export interface Escalation {
  readonly afterMs: number;
  readonly unless: "accepted" | "delivered" | "acknowledged";
  /** The message that goes out then; it carries the steps that follow. */
  readonly next: OutgoingMessage;
}

/** The first step of a message, with the message that it would send: what the step does not say is as in the message. */
export function escalationOf(message: OutgoingMessage): Escalation | undefined {
  const [step, ...rest] = message.escalation ?? [];
  if (step === undefined) return undefined;
  const { after, unless = "accepted", withAttachments = false, ...said } = step;
  const { subject, text, html, markdown, template, language, variables, labels, priority, timeZone } = message;
  const content =
    template === undefined ? { subject, text, html, markdown } : { subject, template, language, variables };
  const writesItself = [said.text, said.html, said.markdown, said.payload].some((part) => part !== undefined);
  // Another template says the same of the same things, and nothing of what the message says itself.
  const changed = said.template === undefined ? content : { subject, language, variables };
  const next = {
    ...(writesItself ? { subject } : changed),
    ...(withAttachments && { attachments: message.attachments }),
    labels,
    priority,
    timeZone,
    ...said,
    ...(rest.length > 0 && { escalation: rest }),
  };
  return { afterMs: durationMs(after), unless, next: withoutNothing(next) as OutgoingMessage };
}

function withoutNothing(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
