import { file, perRow, secret, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { duration } from "./duration-field.ts";
import { JsonWithSecrets } from "./json-field.ts";

const Value = z.union([secret(), z.number(), z.boolean(), z.null()]);

/** A file or a text of a multipart form. */
const FormPart = z.union([
  z.strictObject({ name: z.string().min(1), value: Value }),
  z.strictObject({
    name: z.string().min(1),
    file: file(),
    /** @default the name of the file */
    fileName: text().optional(),
  }),
]);

/** What is sent: one of `json`, `form`, `multipart`, `text`, `file`. */
export const RequestBody = z
  .union([
    z.strictObject({ json: JsonWithSecrets }),
    z.strictObject({ form: z.record(z.string(), Value) }),
    z.strictObject({ multipart: z.array(FormPart).min(1) }),
    z.strictObject({ text: text(), mediaType: z.string().optional() }),
    z.strictObject({ file: file() }),
  ])
  .describe("What is sent: json, form, multipart, text or file.");

/** How the caller proves who it is. */
const Auth = z.union([
  z.strictObject({ basic: z.strictObject({ username: secret(), password: secret() }) }),
  z.strictObject({ bearer: secret() }),
]);

const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/** What makes one request. */
export const callFields = {
  url: text().min(1).describe("The address, with http:// or https://."),
  method: z.enum(httpMethods).optional().describe("GET, or POST when something is sent, unless named here."),
  query: z
    .record(z.string(), z.union([Value, z.array(Value)]))
    .optional()
    .describe("Parameters behind the address. A list repeats its parameter; null leaves it out."),
  headers: z.record(z.string(), secret()).optional().describe("Headers of the request, by their names."),
  auth: Auth.optional().describe("A login with every request: `basic` with name and password, or a `bearer` token."),
  cookies: z.record(z.string(), secret()).optional().describe("Cookies that are sent from the first request on."),
  body: RequestBody.optional(),
};

/** What the answer must be like. */
const Expectation = z.strictObject({
  statuses: z
    .array(z.int().min(100).max(599))
    .min(1)
    .optional()
    .describe("The statuses that are right; 200 to 299 unless named."),
  checks: z
    .array(
      z.strictObject({
        that: perRow().min(1).describe("An expression over `response`, for example response.json.code == 0."),
        message: perRow().optional(),
        retry: z.boolean().default(false).describe("Whether trying again can help."),
      }),
    )
    .optional(),
});

/** The sentences of failures, as templates over `response`, `page`, `field` and the names of the rule. */
export const answerMessages = {
  status: perRow().optional().describe("The status is not one of the expected."),
  expired: perRow().optional().describe("The session has expired, and logging in again did not help."),
  json: perRow().optional().describe("The answer is not JSON."),
};

/** How requests are sent, shared by all actions that send some. */
export const transportFields = {
  redirects: z
    .int()
    .min(0)
    .max(20)
    .default(5)
    .describe("How many redirects are followed. With 0 the redirect is the answer."),
  timeout: duration()
    .prefault("30s")
    .describe("The longest one request may take, its redirects and its answer included."),
  retryStatuses: z
    .array(z.int().min(100).max(599))
    .default([408, 425, 429, 500, 502, 503, 504])
    .describe("Unexpected statuses after which trying again can help. Retry-After is honoured."),
  expect: Expectation.optional().describe("What an answer must be like; another one fails."),
};

const Call = z.strictObject(callFields);
export type CallInput = z.output<typeof Call>;
export type ValueInput = z.output<typeof Value>;
export type BodyInput = z.output<typeof RequestBody>;
const Transport = z.strictObject(transportFields);
export type TransportInput = z.output<typeof Transport>;
const Messages = z.strictObject(answerMessages);
export type MessagesInput = z.output<typeof Messages>;
