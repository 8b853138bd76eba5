import type { Route } from "../../contract/define-route.ts";
import { getCallback } from "./get-callback.ts";
import { listCallbackEvents } from "./list-callback-events.ts";
import { listCallbacks } from "./list-callbacks.ts";
import { removeCallback } from "./remove-callback.ts";
import { replayCallback } from "./replay-callback.ts";
import { saveCallback } from "./save-callback.ts";
import { verifyCallback } from "./verify-callback.ts";

/** Where users' systems are told what became of messages. */
export const callbackRoutes: readonly Route[] = [
  listCallbacks,
  getCallback,
  saveCallback,
  removeCallback,
  verifyCallback,
  listCallbackEvents,
  replayCallback,
];
