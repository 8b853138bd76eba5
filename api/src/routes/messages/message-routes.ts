import type { Route } from "../../contract/define-route.ts";
import { uploadAttachment } from "../attachments/upload-attachment.ts";
import { cancelMessage } from "./cancel-message.ts";
import { getMessage } from "./get-message.ts";
import { listMessages } from "./list-messages.ts";
import { queryMessages } from "./query-messages.ts";
import { retryMessage } from "./retry-message.ts";
import { sendBatch } from "./send-batch.ts";
import { sendMessage } from "./send-message.ts";

/** What is said to whom, and what became of it. */
export const messageRoutes: readonly Route[] = [
  sendMessage,
  sendBatch,
  queryMessages,
  getMessage,
  listMessages,
  cancelMessage,
  retryMessage,
  uploadAttachment,
];
