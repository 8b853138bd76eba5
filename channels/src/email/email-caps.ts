import type { SendingCaps } from "@belfry/plugin-kit";
import type { EmailConfig } from "./email-config.ts";

/** Mailboxes for people. What they let one send in a day is a secret of each; few are known to allow less than this. */
const PUBLIC_HOSTS = [
  "qq.com",
  "163.com",
  "126.com",
  "yeah.net",
  "188.com",
  "sina.com",
  "sohu.com",
  "139.com",
  "189.cn",
  "aliyun.com",
  "mxhichina.com",
  "feishu.cn",
  "gmail.com",
  "outlook.com",
  "office365.com",
];
const PER_DAY = 500;

/** 500 mails a day for a mailbox at a public provider; a server of one's own sends as many as it is given. */
export function caps({ host }: Pick<EmailConfig, "host">): SendingCaps {
  const name = host.toLowerCase();
  const isPublic = PUBLIC_HOSTS.some((provider) => name === provider || name.endsWith(`.${provider}`));
  return isPublic ? { perDay: PER_DAY } : {};
}
