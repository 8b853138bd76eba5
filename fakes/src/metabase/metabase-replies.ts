import type { ProviderReply } from "../answer-message.ts";

/** What Metabase says, and the gate before it. Refusals are plain text. */
export const metabaseReplies = {
  unauthenticated: { status: 401, plain: true, body: "Unauthenticated" },
  wrongPassword: { status: 401, body: { errors: { password: "did not match stored password" } } },
  notFound: { status: 404, plain: true, body: "Not found." },
  forbidden: { status: 403, plain: true, body: "You don't have permissions to do that." },
  tooMany: { status: 429, headers: { "retry-after": "60" }, plain: true, body: "Too Many Requests" },
} as const satisfies Record<string, ProviderReply>;
