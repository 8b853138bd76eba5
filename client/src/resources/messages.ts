import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type MessageQuery = NonNullable<operations["messages.list"]["parameters"]["query"]>;
export type WhyQuery = operations["messages.why"]["parameters"]["query"];
type WholeDraft = operations["messages.send"]["requestBody"]["content"]["application/json"];
/** What is left out is as the API says. */
export type MessageDraft = Pick<WholeDraft, "channel" | "to"> & Partial<WholeDraft>;
export type MessageRetry = NonNullable<operations["messages.retry"]["requestBody"]>["content"]["application/json"];

export function createMessages(http: Http) {
  return {
    /** One page, newest first. */
    list: (query: MessageQuery = {}) => unwrap(http.GET("/v1/messages", { params: { query } })),
    /** Every message to a recipient in a time, and what was decided about each. */
    why: (query: WhyQuery) => unwrap(http.GET("/v1/messages/why", { params: { query } })),
    get: (messageId: number) => unwrap(http.GET("/v1/messages/{messageId}", { params: { path: { messageId } } })),
    /** @param options.idempotencyKey the same key takes the message once, however often it is sent */
    send: (draft: MessageDraft, options: { readonly idempotencyKey?: string } = {}) =>
      unwrap(
        http.POST("/v1/messages", {
          body: { cc: [], bcc: [], subject: "", priority: "normal", attachments: [], ...draft },
          ...(options.idempotencyKey !== undefined && { headers: { "idempotency-key": options.idempotencyKey } }),
        }),
      ),
    /** Notes that whoever calls has seen it, which ends its escalation. */
    acknowledge: (messageId: number) =>
      unwrap(http.POST("/v1/messages/{messageId}/acknowledge", { params: { path: { messageId } } })),
    /** Cancels what has not been sent. @throws BelfryProblem MESSAGE_SETTLED */
    cancel: (messageId: number, recipients?: readonly string[]) =>
      unwrap(
        http.POST("/v1/messages/{messageId}/cancel", {
          params: { path: { messageId } },
          body: recipients === undefined ? {} : { recipients: [...recipients] },
        }),
      ),
    /** Sends again to those whom it did not reach. @throws BelfryProblem MESSAGE_SETTLED */
    retry: (messageId: number, body: MessageRetry) =>
      unwrap(http.POST("/v1/messages/{messageId}/retry", { params: { path: { messageId } }, body })),
    /** Hands in a file that messages bring. @throws BelfryProblem ATTACHMENT_TOO_LARGE */
    upload: (file: File) =>
      unwrap(
        http.POST("/v1/attachments", {
          body: { file: file.name },
          bodySerializer() {
            const form = new FormData();
            form.append("file", file);
            return form;
          },
        }),
      ),
  };
}
