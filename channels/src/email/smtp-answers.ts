import type { LocalizedText, ProviderCode } from "@belfry/plugin-kit";
import { answerRules, type AnswerKind, type AnswerRule } from "./answer-rules.ts";
import { advice } from "./smtp-advice.ts";

/** The step of the conversation that an answer belongs to. */
export type SmtpStep = "connect" | "auth" | "mail-from" | "rcpt-to" | "data";

/** What an answer means. */
export type AnswerMeaning = Pick<AnswerRule, "kind" | "advice" | "pauseMs" | "untilMidnight">;

/** A server that cannot take anybody's mail now is left alone for so long. */
const SERVER_BUSY_MS = 60_000;

/** What an answer means: by its text, or, when no rule knows that, by its code and the step at which it came. */
export function meaningOf(answer: string, step: SmtpStep): AnswerMeaning {
  return answerRules.find(({ pattern }) => pattern.test(answer)) ?? byCode(Number.parseInt(answer, 10) || 0, step);
}

/** The rules as codes of the channel. */
export const emailCodes: readonly ProviderCode[] = answerRules.flatMap((rule) =>
  rule.codes.map((code): ProviderCode => ({
    code,
    match: rule.pattern,
    kind: rule.kind,
    // What a recipient is left alone for is no rest of the account.
    ...(rule.kind === "account-fault" && rule.pauseMs !== undefined && { pauseMs: rule.pauseMs }),
    ...(rule.tooFast === true && { tooFast: true }),
    meaning: rule.meaning,
    advice: rule.advice,
  })),
);

function byCode(code: number, step: SmtpStep): AnswerMeaning {
  // 503 says that the conversation got out of step, not that the mail was refused.
  if (code < 500 || code === 503) return busyAt(step);
  return refusedAt[step];
}

/** Before it knows of recipients and contents, a server that is busy is busy for all mails of the account. */
function busyAt(step: SmtpStep): AnswerMeaning {
  if (step === "rcpt-to" || step === "data") return { kind: "try-later", advice: advice.busy };
  return { kind: "account-fault", pauseMs: SERVER_BUSY_MS, advice: advice.busy };
}

const refusedAt = {
  connect: { kind: "account-fault", advice: advice.blocked },
  auth: { kind: "account-fault", advice: advice.authorizationCode },
  "mail-from": { kind: "account-fault", advice: advice.sender },
  "rcpt-to": { kind: "recipient-fault", advice: advice.recipient },
  data: { kind: "content-fault", advice: advice.content },
} as const satisfies Record<SmtpStep, { kind: AnswerKind; advice: LocalizedText }>;
