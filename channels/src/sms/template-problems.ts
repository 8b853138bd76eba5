import type { MessageOutline, Problem } from "@belfry/plugin-kit";
import { fileProblems } from "../chat/chat-problems.ts";

/** What stands in the provider's template: the values that the message names, or its text in the account's own template. */
export function templateProblems({ payload, text }: MessageOutline): Problem[] {
  if (payload !== undefined || text !== undefined) return [];
  const told = "The message names no template of the provider, and has no text for the one of the account.";
  return [
    { path: "text", message: told, remedy: "Give it a text or a payload; HTML and Markdown are not shown there." },
  ];
}

/** What cannot stand in a short message. */
export function smsProblems(message: MessageOutline): Problem[] {
  return [...templateProblems(message), ...fileProblems(message, "A short message")];
}
