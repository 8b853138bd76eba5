import type { Route } from "../../contract/define-route.ts";
import { whyMessage } from "./why-message.ts";
import { uploadAttachment } from "../attachments/upload-attachment.ts";
import { listPolicies } from "../policies/list-policies.ts";
import { removePolicy } from "../policies/remove-policy.ts";
import { savePolicy } from "../policies/save-policy.ts";
import { addSuppressions } from "../suppressions/add-suppressions.ts";
import { listSuppressions } from "../suppressions/list-suppressions.ts";
import { removeSuppression } from "../suppressions/remove-suppression.ts";
import { leaveList } from "../unsubscribe/leave-list.ts";
import { acknowledgeMessage } from "./acknowledge-message.ts";
import { cancelMessage } from "./cancel-message.ts";
import { getMessage } from "./get-message.ts";
import { listMessages } from "./list-messages.ts";
import { queryMessages } from "./query-messages.ts";
import { retryMessage } from "./retry-message.ts";
import { sendBatch } from "./send-batch.ts";
import { sendMessage } from "./send-message.ts";

/** What is said to whom, what became of it, and what is decided about it. */
export const messageRoutes: readonly Route[] = [
  sendMessage,
  sendBatch,
  queryMessages,
  whyMessage,
  getMessage,
  listMessages,
  cancelMessage,
  retryMessage,
  acknowledgeMessage,
  uploadAttachment,
  listPolicies,
  savePolicy,
  removePolicy,
  listSuppressions,
  addSuppressions,
  removeSuppression,
  leaveList,
];
