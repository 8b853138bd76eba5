import type { ContentRule, Problem } from "@belfry/model";
import type { MessageContent } from "../accept/message-content.ts";

/** What a content rule has against a message, with the field and what to do. */
export function contentProblems(
  name: string,
  rule: ContentRule,
  { content, recipients }: { readonly content: MessageContent; readonly recipients: number },
): Problem[] {
  const problems: Problem[] = [];
  const { blockedWords = [], linkHosts, mostBytes, mostRecipients } = rule;
  const parts = partsOf(content);
  for (const [path, text] of parts) {
    const small = text.toLowerCase();
    const word = blockedWords.find((blocked) => small.includes(blocked.toLowerCase()));
    if (word !== undefined) {
      const message = `It holds "${word}", which the policy "${name}" does not allow.`;
      problems.push({ path, message, remedy: "Write it without that." });
    }
    const host = linkHosts === undefined ? undefined : linkedHosts(text).find((one) => !isAllowed(one, linkHosts));
    if (host !== undefined) {
      const message = `It links to ${host}, which the policy "${name}" does not allow.`;
      problems.push({ path, message, remedy: "Leave the link out, or link to an allowed host." });
    }
  }
  const bytes = parts.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  if (mostBytes !== undefined && bytes > mostBytes) {
    const message = `Its content has ${bytes} bytes; the policy "${name}" allows ${mostBytes}.`;
    problems.push({ path: parts.at(-1)?.[0] ?? "text", message, remedy: "Shorten it." });
  }
  if (mostRecipients !== undefined && recipients > mostRecipients) {
    const message = `It goes to ${recipients} recipients; the policy "${name}" allows ${mostRecipients}.`;
    problems.push({ path: "to", message, remedy: "Send it to fewer." });
  }
  return problems;
}

function partsOf({ subject, text, html, markdown, payload }: MessageContent): (readonly [string, string])[] {
  const written: readonly (readonly [string, string | undefined])[] = [
    ["subject", subject],
    ["text", text],
    ["html", html],
    ["markdown", markdown],
    ["payload", payload === undefined ? undefined : JSON.stringify(payload)],
  ];
  return written.flatMap(([path, part]) => (part === undefined || part === "" ? [] : [[path, part] as const]));
}

/** The hosts behind addresses that begin with http, wherever they stand. */
function linkedHosts(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s"'<>()\u3000-\u303f\uff00-\uffef]+/gi)].flatMap(([address]) => {
    const url = URL.parse(address);
    return url === null ? [address] : [url.hostname];
  });
}

function isAllowed(host: string, allowed: readonly string[]): boolean {
  const name = host.toLowerCase();
  return allowed.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted.startsWith("*.") ? name.endsWith(wanted.slice(1)) : name === wanted;
  });
}
