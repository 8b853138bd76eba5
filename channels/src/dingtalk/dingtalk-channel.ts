import { defineChannel } from "@belfry/plugin-kit";
import { chatProblems, fileProblems } from "../chat/chat-problems.ts";
import { checkGroupName, isInGroup } from "../chat/group-name.ts";
import { MOST_PIECES, sendsOf } from "../chat/most-pieces.ts";
import { testByRefusal } from "../chat/test-by-refusal.ts";
import { dingtalkCodes } from "./dingtalk-codes.ts";
import { DingtalkConfig } from "./dingtalk-config.ts";
import { DingtalkPayload } from "./dingtalk-payload.ts";
import { MAX_BODY_BYTES, planBodies } from "./plan-bodies.ts";
import { dingtalkNames, dingtalkPost, sendDingtalk } from "./send-dingtalk.ts";

/** Messages to DingTalk groups through the custom robots that stand in them. */
export const dingtalkChannel = defineChannel({
  id: "dingtalk",
  displayName: { zh: "钉钉群机器人", en: "DingTalk group robot" },
  account: DingtalkConfig,
  envelope: "recipient",
  payload: DingtalkPayload.optional(),
  // Beyond it DingTalk shuts the robot out for ten minutes.
  caps: () => ({ perMinute: 20 }),
  contentLimits: [
    { part: "text", unit: "bytes", most: MAX_BODY_BYTES, splits: true },
    { part: "text", unit: "bytes", most: MAX_BODY_BYTES * MOST_PIECES },
    { part: "markdown", unit: "bytes", most: MAX_BODY_BYTES, splits: true },
    { part: "markdown", unit: "bytes", most: MAX_BODY_BYTES * MOST_PIECES },
  ],
  problems: (message) => [
    ...chatProblems(message, planBodies(message, {})),
    ...fileProblems(message, "A DingTalk robot"),
  ],
  codes: dingtalkCodes,
  serves: isInGroup,
  gathersOverflow: true,
  pieces: (message, config) => sendsOf(planBodies(message, config)),
  maxBytes: () => MAX_BODY_BYTES * MOST_PIECES,
  checkAddress: checkGroupName,
  send: sendDingtalk,
  async test(ctx, config) {
    const post = await dingtalkPost(ctx, config);
    return testByRefusal(ctx, {
      codes: dingtalkCodes,
      names: dingtalkNames,
      // A message without content: the token and the signature are looked at before it, a keyword in vain.
      isKnown: (code, text) =>
        [40035, 400105].includes(code) || (code === 310000 && /keywords? not in|description:[^;]*关键词/i.test(text)),
      ask: () => post({}),
    });
  },
});
