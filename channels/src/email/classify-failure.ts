import type { DeliveryOutcome, LocalizedText } from "@belfry/plugin-kit";
import type { NodemailerError } from "nodemailer";
import { connectionFault } from "./connection-faults.ts";
import { adviceByCode, answerRules, type SmtpStep } from "./smtp-answers.ts";

/** The outcome that an answer of the server means. `now` is the moment from which pauses count. */
export function outcomeOfAnswer(answer: string, step: SmtpStep, now: Date): DeliveryOutcome {
  const rule = answerRules.find(({ pattern }) => pattern.test(answer));
  const { kind, advice } = rule ?? adviceByCode(Number.parseInt(answer, 10) || 0, step);
  const reason = `The server answered "${shortened(answer)}". ${inBothLanguages(advice)}`;
  const until = rule?.pauseMs === undefined ? undefined : new Date(now.getTime() + rule.pauseMs);
  switch (kind) {
    case "try-later":
      return until === undefined ? { kind, reason, answer } : { kind, reason, answer, notBefore: until };
    case "account-fault":
      return until === undefined ? { kind, reason, answer } : { kind, reason, answer, pauseUntil: until };
    case "recipient-fault":
    case "content-fault":
      return { kind, reason, answer };
    default:
      return kind satisfies never;
  }
}

/**
 * The outcome that an error of a send means. `payloadLeft`: the whole mail was handed to the connection, so that a server
 * which did not answer may have taken it. Without its end, no server takes a mail.
 */
export function outcomeOfFailure(
  error: NodemailerError,
  { now, payloadLeft }: { readonly now: Date; readonly payloadLeft: boolean },
): DeliveryOutcome {
  // A refused STARTTLS says nothing about the mail, whatever its code.
  if (error.response !== undefined && error.code !== "ETLS")
    return outcomeOfAnswer(error.response, stepOf(error.command), now);
  if (payloadLeft) {
    return {
      kind: "unknown",
      reason: `The mail was handed over and the server's answer did not come (${error.message}). ${inBothLanguages(mayHaveArrived)}`,
    };
  }
  if (error.code === "ESTREAM" || error.code === "EFILEACCESS") {
    return { kind: "content-fault", reason: `The mail could not be read: ${error.message}` };
  }
  if (error.code === "EMESSAGE" || error.code === "EENVELOPE") {
    return { kind: "content-fault", reason: `The mail cannot be sent: ${error.message}` };
  }
  const { kind, advice } = connectionFault([error.timeoutType, error.originalCode, error.code]);
  return { kind, reason: `${error.message}. ${inBothLanguages(advice)}` };
}

const mayHaveArrived: LocalizedText = {
  zh: "邮件可能已经送达，不会自动重发；请向收件人确认后再手动重试。",
  en: "It may have arrived and is not sent again by itself; ask the recipient before you retry it.",
};

/** The step that a command of Nodemailer belongs to. */
export function stepOf(command: string | undefined): SmtpStep {
  if (command === undefined || command === "CONN" || /^(EHLO|HELO|STARTTLS|API)/.test(command)) return "connect";
  if (command.startsWith("AUTH")) return "auth";
  if (command === "MAIL FROM") return "mail-from";
  return command === "RCPT TO" ? "rcpt-to" : "data";
}

export function inBothLanguages({ zh, en }: LocalizedText): string {
  return `${en} ${zh}`;
}

function shortened(answer: string): string {
  const line = answer.replace(/\s+/g, " ").trim();
  return line.length <= 300 ? line : `${line.slice(0, 300)}…`;
}
