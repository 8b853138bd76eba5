export { builtinChannels } from "./builtin-channels.ts";
export { emailChannel } from "./email/email-channel.ts";
