import { perRow, secret, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { duration } from "./duration-field.ts";
import { callFields } from "./request-fields.ts";

/** How a page tells that somebody is logged in. Everything that is named must be so. */
const Success = z.strictObject({
  titleContains: text().optional(),
  urlContains: text().optional(),
  bodyContains: text().optional(),
  /** A cookie that is set by then. */
  cookie: text().optional(),
});

/** The sentences of a failed login, as templates over `error`, `attempts` and the names of the rule. */
const LoginMessages = z.strictObject({
  emptyField: perRow().optional().describe("A value of the form is empty, so nobody was asked. `field` names it."),
  pageTimeout: perRow().optional().describe("The login page did not come in time, every time."),
  noButton: perRow().optional().describe("The page has no such button. Not tried again."),
  notConfirmed: perRow().optional().describe("The form was sent, and still nobody is logged in, every time."),
  refused: perRow().optional().describe("The server says that name or password are wrong. Not tried again."),
  failed: perRow().optional().describe("Anything else; `error` says what."),
});

const attemptFields = {
  success: Success.optional(),
  refused: z
    .strictObject({ bodyContains: text() })
    .optional()
    .describe("What the server says to a wrong password. Then it is not tried again, so that no account gets locked."),
  keep: z
    .strictObject({ headers: z.record(z.string(), perRow()) })
    .optional()
    .describe(
      "Headers for every later request, as templates over the answer: { X-Session: '{{ response.json.id }}' }.",
    ),
  attempts: z.int().min(1).max(10).default(1).describe("How often a login is tried in all."),
  delay: duration().prefault("5s").describe("The wait between two attempts."),
  stepTimeout: duration().prefault("10s").describe("The longest one page of the login may take."),
  messages: LoginMessages.optional(),
};

/** A login as a person does it: open the page, fill in the form, press the button. */
const FormLogin = z.strictObject({
  page: text().min(1).describe("The page to open. It may redirect to the login form."),
  form: z.record(z.string(), secret()).describe("Field names of the form and what to fill in. None may be empty."),
  submit: z.string().min(1).optional().describe("Name or id of the button that must be there."),
  ...attemptFields,
});

/** A login by one request, as interfaces for programs have it. */
const CallLogin = z.strictObject({ ...callFields, ...attemptFields });

export const Session = z
  .strictObject({
    key: text().min(1).describe("All requests of an execution with the same key share cookies and one login."),
    login: z.union([FormLogin, CallLogin]).optional(),
    expired: z
      .strictObject({
        redirectTo: text().optional().describe("A redirect to an address that contains this."),
        statuses: z.array(z.int().min(100).max(599)).optional(),
        bodyContains: text().optional(),
      })
      .optional()
      .describe(
        "How an answer tells that the session has expired. Then there is one new login, and the request is repeated.",
      ),
  })
  .describe("Keeps cookies between requests and logs in once an execution.");

export type SessionInput = z.output<typeof Session>;
export type FormLoginInput = z.output<typeof FormLogin>;
export type CallLoginInput = z.output<typeof CallLogin>;
export type LoginInput = FormLoginInput | CallLoginInput;
export type LoginMessage = keyof z.output<typeof LoginMessages>;
