import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type MessageQuery = NonNullable<operations["messages.list"]["parameters"]["query"]>;

export function createMessages(http: Http) {
  return {
    /** One page, newest first. */
    list: (query: MessageQuery = {}) => unwrap(http.GET("/v1/messages", { params: { query } })),
    get: (messageId: number) => unwrap(http.GET("/v1/messages/{messageId}", { params: { path: { messageId } } })),
  };
}
