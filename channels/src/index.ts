export { builtinChannels } from "./builtin-channels.ts";
export { aliyunSmsChannel } from "./aliyun-sms/aliyun-sms-channel.ts";
export { emailChannel } from "./email/email-channel.ts";
export { tencentSmsChannel } from "./tencent-sms/tencent-sms-channel.ts";
export { wechatOfficialChannel } from "./wechat-official/wechat-official-channel.ts";
export { wecomRobotChannel } from "./wecom-robot/wecom-robot-channel.ts";
