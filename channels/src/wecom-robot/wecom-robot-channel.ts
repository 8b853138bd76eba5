import { defineChannel } from "@belfry/plugin-kit";
import { checkGroupName, isInGroup } from "../chat/group-name.ts";
import { chatProblems } from "../chat/chat-problems.ts";
import { MOST_PIECES, sendsOf } from "../chat/most-pieces.ts";
import { planPieces, robotLimits } from "./plan-pieces.ts";
import { sendWecomRobot } from "./send-wecom-robot.ts";
import { testWecomRobot } from "./test-wecom-robot.ts";
import { wecomCodes } from "./wecom-codes.ts";
import { WecomPayload } from "./wecom-payload.ts";
import { WecomRobotConfig } from "./wecom-robot-config.ts";

const { textBytes, markdownBytes } = robotLimits;

/** Messages to WeCom groups through the robots that stand in them. */
export const wecomRobotChannel = defineChannel({
  id: "wecom",
  displayName: { zh: "企业微信群机器人", en: "WeCom group robot" },
  account: WecomRobotConfig,
  envelope: "recipient",
  payload: WecomPayload.optional(),
  // Beyond it WeCom silences the robot for a minute.
  caps: () => ({ perMinute: 20 }),
  contentLimits: [
    { part: "text", unit: "bytes", most: textBytes, splits: true },
    { part: "text", unit: "bytes", most: textBytes * MOST_PIECES },
    { part: "markdown", unit: "bytes", most: markdownBytes, splits: true },
    { part: "markdown", unit: "bytes", most: markdownBytes * MOST_PIECES },
  ],
  problems: (message) => chatProblems(message, planPieces(message, robotLimits)),
  codes: wecomCodes,
  serves: isInGroup,
  gathersOverflow: true,
  pieces: (message) => sendsOf(planPieces(message, robotLimits)),
  // The largest file; a message may carry it and its text.
  maxBytes: () => 20 * 1024 * 1024,
  checkAddress: checkGroupName,
  send: sendWecomRobot,
  test: testWecomRobot,
});
