import type { MessageDraft } from "@belfry/client";
import { readLabels } from "../../ui/label-texts.ts";

export const contentKinds = ["text", "markdown", "html", "template"] as const;
export const priorities = ["urgent", "normal", "low"] as const;

/** What the form of a message holds. */
export interface SendForm {
  readonly channel: string;
  readonly account?: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject?: string;
  readonly contentKind: (typeof contentKinds)[number];
  readonly content: string;
  /** What writes it instead of content and subject. */
  readonly template?: string;
  readonly language?: string;
  /** JSON */
  readonly variables?: string;
  readonly priority: (typeof priorities)[number];
  /** As the browser's control writes them: local, without a zone. */
  readonly scheduledAt?: string;
  readonly expiresAt?: string;
  /** `team=finance` */
  readonly labels?: readonly string[];
  readonly businessKey?: string;
  /** JSON */
  readonly payload?: string;
}

export type ReadDraft =
  | { readonly ok: true; readonly draft: MessageDraft }
  | { readonly ok: false; readonly field: "labels" | "payload" | "variables"; readonly fault: "label" | "json" };

/** The message that a filled form means. An empty field is left out, so that its default applies. */
export function messageDraftOf(form: SendForm): ReadDraft {
  const { channel, account, to, cc = [], bcc = [], priority, labels = [] } = form;
  const named = readLabels(labels);
  if (named === undefined) return { ok: false, field: "labels", fault: "label" };
  const payload = readObject(form.payload ?? "");
  if (payload === "fault") return { ok: false, field: "payload", fault: "json" };
  const written = writtenOf(form);
  if (written === "fault") return { ok: false, field: "variables", fault: "json" };
  const businessKey = form.businessKey?.trim() ?? "";
  const draft: MessageDraft = {
    channel,
    to: trimmed(to),
    ...(account !== undefined && account !== "" && { account }),
    ...(cc.length > 0 && { cc: trimmed(cc) }),
    ...(bcc.length > 0 && { bcc: trimmed(bcc) }),
    ...written,
    ...(priority !== "normal" && { priority }),
    ...instant("scheduledAt", form.scheduledAt),
    ...instant("expiresAt", form.expiresAt),
    ...(labels.length > 0 && { labels: named }),
    ...(businessKey !== "" && { businessKey }),
    ...(payload !== undefined && { payload }),
  };
  return { ok: true, draft };
}

/** Subject and content, or the template that makes them. */
function writtenOf(form: SendForm): Partial<MessageDraft> | "fault" {
  const { subject = "", contentKind, content, template, language } = form;
  if (contentKind !== "template")
    return { ...(subject.trim() !== "" && { subject }), ...(content !== "" && { [contentKind]: content }) };
  const variables = readObject(form.variables ?? "");
  if (variables === "fault") return "fault";
  return {
    ...(template !== undefined && { template }),
    ...(language !== undefined && { language }),
    ...(variables !== undefined && { variables }),
  };
}

function trimmed(addresses: readonly string[]): string[] {
  return addresses.map((address) => address.trim()).filter((address) => address !== "");
}

function instant(name: "scheduledAt" | "expiresAt", local: string | undefined) {
  if (local === undefined || local === "") return {};
  return { [name]: new Date(local).toISOString() };
}

function readObject(text: string): Record<string, unknown> | undefined | "fault" {
  if (text.trim() === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : "fault";
  } catch (error) {
    if (error instanceof SyntaxError) return "fault";
    throw error;
  }
}
