import type { DeliveryOutcome, LocalizedText } from "@belfry/plugin-kit";
import type { NodemailerError } from "nodemailer";
import { addressIsGone } from "./address-is-gone.ts";
import { connectionFault } from "./connection-faults.ts";
import { meaningOf, type AnswerMeaning, type SmtpStep } from "./smtp-answers.ts";

/** An account whose server cannot be reached rests for so long at first: about what a restart takes. */
const UNREACHABLE_MS = 30_000;
const DAY_MS = 86_400_000;
/** China has one zone, and no summer time. */
const CHINA_AHEAD_MS = 8 * 3_600_000;

/** How a server begins what it says about a command (RFC 5321, 4.2). */
const ANSWER = /^[2-5]\d\d/;

/** The outcome that an answer of the server means. `now` is the moment from which pauses count. */
export function outcomeOfAnswer(answer: string, step: SmtpStep, now: Date): DeliveryOutcome {
  const meaning = meaningOf(answer, step);
  const { kind } = meaning;
  const reason = `The server answered "${shortened(answer)}". ${inBothLanguages(meaning.advice)}`;
  const code = /^\d{3}/.exec(answer)?.[0];
  const said = { reason, answer, ...(code !== undefined && { code }) };
  const until = pauseOf(meaning, now);
  switch (kind) {
    case "try-later":
      return until === undefined ? { kind, ...said } : { kind, ...said, notBefore: until };
    case "account-fault":
      return until === undefined ? { kind, ...said } : { kind, ...said, pauseUntil: until };
    case "recipient-fault":
      return { kind, ...said, ...(step === "rcpt-to" && addressIsGone(answer) && { addressGone: true }) };
    case "content-fault":
      return { kind, ...said };
    default:
      return kind satisfies never;
  }
}

function pauseOf({ pauseMs, untilMidnight }: AnswerMeaning, now: Date): Date | undefined {
  if (untilMidnight === true) {
    const days = Math.floor((now.getTime() + CHINA_AHEAD_MS) / DAY_MS);
    return new Date((days + 1) * DAY_MS - CHINA_AHEAD_MS);
  }
  return pauseMs === undefined ? undefined : new Date(now.getTime() + pauseMs);
}

/**
 * The outcome that an error of a send means. `payloadBegun`: a server had begun to take the mail. `payloadLeft`: the whole mail was handed to the connection, so that a server
 * which did not answer may have taken it. Without its end, no server takes a mail.
 */
export function outcomeOfFailure(
  error: NodemailerError,
  {
    now,
    payloadBegun,
    payloadLeft,
  }: { readonly now: Date; readonly payloadBegun: boolean; readonly payloadLeft: boolean },
): DeliveryOutcome {
  const { response } = error;
  // Words without a code say nothing about a mail that was handed over: sent again, it may arrive twice.
  const isJudged = response !== undefined && (!payloadLeft || ANSWER.test(response));
  // A refused STARTTLS says nothing about the mail, whatever its code.
  if (isJudged && error.code !== "ETLS") return outcomeOfAnswer(response, stepOf(error.command), now);
  if (payloadLeft) {
    return {
      kind: "unknown",
      reason: `The mail was handed over and the server's answer did not come (${error.message}). ${inBothLanguages(mayHaveArrived)}`,
      ...(response !== undefined && { answer: response }),
    };
  }
  if (error.code === "ESTREAM" || error.code === "EFILEACCESS") {
    return { kind: "content-fault", reason: `The mail could not be read: ${error.message}` };
  }
  if (error.code === "EMESSAGE" || error.code === "EENVELOPE") {
    return { kind: "content-fault", reason: `The mail cannot be sent: ${error.message}` };
  }
  if (error.code === "EABORT") return { kind: "try-later", reason: `${error.message}.` };
  const { kind, advice } = connectionFault([error.timeoutType, error.originalCode, error.code]);
  const reason = `${error.message}. ${inBothLanguages(advice)}`;
  // No server has seen anything of this mail, and another account may have one that can be reached. Once the mail is on its
  // way its content may be why the connection breaks, and must not bring one account after the other to rest.
  if (kind === "try-later" && !payloadBegun)
    return { kind: "account-fault", reason, pauseUntil: new Date(now.getTime() + UNREACHABLE_MS) };
  return { kind, reason };
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
