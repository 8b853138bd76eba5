export { builtinChannels } from "./builtin-channels.ts";
export { emailChannel } from "./email/email-channel.ts";
export { wecomRobotChannel } from "./wecom-robot/wecom-robot-channel.ts";
