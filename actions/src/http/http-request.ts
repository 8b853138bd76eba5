import { defineAction, text, type ActionContext } from "@belfry/plugin-kit";
import { z } from "zod";
import { createCaller } from "./caller.ts";
import { checkStatus, requireJson, runChecks, withoutQuery, type AnswerRules } from "./check-answer.ts";
import { readBytes, responseNames, textOf } from "./read-answer.ts";
import { answerMessages, callFields, transportFields } from "./request-fields.ts";
import { callOf, resolveCall } from "./resolve-call.ts";
import { saveAnswer } from "./save-answer.ts";
import { Session } from "./session-fields.ts";
import { writesOutside } from "./writes-outside.ts";
import type { Answer } from "./call.ts";

// What becomes `json` or `text` is written into the checkpoint of the execution, so it has to be small.
const inlineAtMost = 1_048_576;
const inlineRemedy = "Keep it as a file (response: file), or read rows with http.paginate.";

const Input = z.strictObject({
  ...callFields,
  session: Session.optional(),
  ...transportFields,
  response: z
    .enum(["auto", "json", "text", "file", "none"])
    .default("auto")
    .describe("What becomes of the answer. auto: JSON becomes `json`, other text `text`, everything else a `file`."),
  fileName: text().optional().describe("The name of the file, instead of the one the server gives."),
  maxBytes: z
    .int()
    .min(1)
    .default(52_428_800)
    .describe("The largest answer, decompressed. `json` and `text` take 1 MiB at most."),
  idempotencyHeader: z
    .string()
    .optional()
    .describe(
      "A header that carries the same key on every try, for example Idempotency-Key, so that the server drops doubles.",
    ),
  messages: z
    .strictObject(answerMessages)
    .optional()
    .describe("The sentences of failures, as templates over `response` and the names of the rule."),
});
type RequestInput = z.output<typeof Input>;

export const httpRequest = defineAction({
  id: "http.request",
  displayName: { zh: "HTTP 请求", en: "HTTP request" },
  description: {
    zh: "发送一个 HTTP 请求，支持登录会话、表单、文件上传和下载。",
    en: "Sends one HTTP request: with a login session, forms, uploads and downloads.",
  },
  input: Input,
  idempotent: false,
  cost: "io",
  retryableErrors: "A server that cannot be reached, is too slow or answers 408, 425, 429 or 5xx.",
  dryRun: (input) => (writesOutside(input) ? "captured" : "runs"),
  sendsOutside: writesOutside,
  async run(ctx, input) {
    const resolved = await resolveCall(ctx, input);
    const call = callOf(resolved);
    const keyHeader = input.idempotencyHeader?.toLowerCase();
    const headers = keyHeader === undefined ? call.headers : { ...call.headers, [keyHeader]: ctx.idempotencyKey };
    const answer = await createCaller(ctx, {
      ...input,
      cookies: resolved.cookies,
      messages: input.messages,
      session: input.session,
    }).send({ ...call, headers }, {});
    return outputOf(ctx, answer, input);
  },
});

async function outputOf(ctx: ActionContext, { response }: Answer, input: RequestInput) {
  const rules: AnswerRules = {
    expect: input.expect,
    retryStatuses: input.retryStatuses,
    messages: input.messages,
    names: {},
  };
  await checkStatus(ctx, response, rules);
  // Without its query: a key may stand there, and the output is written into the checkpoint.
  const about = { status: response.status, url: withoutQuery(response.url), headers: response.headers };
  const kind = input.response === "auto" ? kindOf(response.headers["content-type"], response.status) : input.response;
  if (kind === "file") {
    runChecks(ctx, responseNames(response), rules);
    return { ...about, file: await saveAnswer(ctx, response, input.fileName) };
  }
  const bytes = await readBytes(response, { maxBytes: Math.min(input.maxBytes, inlineAtMost), remedy: inlineRemedy });
  const body = textOf(bytes, response);
  const content = kind === "json" ? { json: requireJson(ctx, response, body, rules) } : { text: body };
  runChecks(ctx, responseNames(response, { text: body, ...content }), rules);
  return kind === "none" ? about : { ...about, ...content };
}

function kindOf(contentType = "", status: number): "json" | "text" | "file" | "none" {
  if (status === 204 || status === 304) return "none";
  if (/\bjson\b|\+json/i.test(contentType)) return "json";
  return contentType === "" || /^text\/|xml|html|x-www-form-urlencoded|javascript/i.test(contentType) ? "text" : "file";
}
