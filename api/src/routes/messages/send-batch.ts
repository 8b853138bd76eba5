import { AppError, errorCatalog, isAppError, joinPath, type OutgoingMessage, type Problem } from "@belfry/model";
import type { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { MessageBatch, MessageDraft, SentBatch } from "../../schemas/message.ts";
import { readDraft } from "./read-draft.ts";

export const sendBatch = defineRoute({
  method: "POST",
  path: "/v1/messages/batch",
  operation: "messages.sendBatch",
  summary: "Takes up to 1,000 messages at once, with an answer for each",
  description:
    "A message that is refused does not take the others along. Answered when those that were taken are stored.",
  permission: "messages:send",
  reach: "scoped",
  body: MessageBatch,
  bodyLimitBytes: 32 * 1024 * 1024,
  example: {
    body: {
      messages: [
        { channel: "email", to: ["li.lei@campus.example"], subject: "Room 302", text: "Your key is ready." },
        { channel: "email", to: ["han.meimei@campus.example"] },
      ],
    },
  },
  response: SentBatch,
  status: 202,
  errors: [],

  async handle({ engine, notify, templates, body, caller, actor, raw }) {
    const read = await Promise.all(body.messages.map((item) => readItem(item)));
    const key = raw.headers["idempotency-key"];
    const messages = read.flatMap((one) => (one instanceof AppError ? [] : [one]));
    const sent = await notify.sendMany(messages, { by: actor, ...(key !== undefined && { idempotencyKey: key }) });
    const answers = sent.values();
    const items = read.map((one) => {
      const answer = one instanceof AppError ? one : answers.next().value;
      if (answer === undefined) throw new Error("A message that was handed on has no answer.");
      return answer instanceof AppError ? { refused: refusalOf(answer) } : answer;
    });
    const refused = items.filter((item) => "refused" in item).length;
    return { accepted: items.length - refused, refused, items };

    async function readItem(item: unknown): Promise<OutgoingMessage | AppError> {
      const draft = MessageDraft.safeParse(item);
      if (!draft.success) return new AppError("REQUEST_INVALID", { problems: problemsOf(draft.error) });
      try {
        return await readDraft({ engine, notify, templates }, draft.data, caller);
      } catch (error) {
        if (isAppError(error) && error.status < 500) return error;
        throw error;
      }
    }
  },
});

function problemsOf({ issues }: z.ZodError): Problem[] {
  return issues.map(({ path, message }) => ({
    path: path.reduce<string>((text, part) => joinPath(text, typeof part === "number" ? part : String(part)), ""),
    message: message.endsWith(".") ? message : `${message}.`,
    remedy: "Correct this field.",
  }));
}

function refusalOf(error: AppError) {
  const { message, remedy } = errorCatalog[error.code];
  const { field, reason } = error.details;
  const problems =
    error.problems.length > 0 || typeof reason !== "string"
      ? error.problems
      : [{ path: typeof field === "string" ? field : "", message: reason, remedy }];
  return {
    code: error.code,
    message,
    remedy,
    problems: problems.map((problem) => ({ path: problem.path, message: problem.message, remedy: problem.remedy })),
  };
}
