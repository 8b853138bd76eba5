import type { ProviderCode } from "@belfry/plugin-kit";
import { wecomCodes } from "../wecom-robot/wecom-codes.ts";

const noRight: Omit<ProviderCode, "code"> = {
  kind: "account-fault",
  meaning: { zh: "应用无权发送。", en: "The app may not send this." },
  advice: { zh: "请检查 agentId 和应用的可见范围。", en: "Check agentId, and to whom the app is visible." },
};

const badToken: Omit<ProviderCode, "code"> = {
  kind: "try-later",
  meaning: { zh: "access_token 无效或已过期。", en: "The access_token is not valid any more." },
  advice: {
    zh: "重试时会重新获取；请勿在别处频繁获取同一应用的 token。",
    en: "A new one is asked for with the next try; nobody else should ask for one of this app.",
  },
};

const ofApps: readonly ProviderCode[] = [
  {
    code: "40001",
    kind: "account-fault",
    meaning: { zh: "应用的 Secret 不正确。", en: "The secret of the app is wrong." },
    advice: { zh: "请在管理后台重新复制 Secret。", en: "Copy it again from the administration of WeCom." },
  },
  {
    code: "40013",
    kind: "account-fault",
    meaning: { zh: "企业 ID 不正确。", en: "The id of the company is wrong." },
    advice: { zh: "请检查 corpId。", en: "Check corpId." },
  },
  { code: "40014", ...badToken },
  { code: "42001", ...badToken },
  { code: "40056", ...noRight },
  { code: "60011", ...noRight },
  {
    code: "45009",
    kind: "account-fault",
    pauseMs: 60_000,
    tooFast: true,
    meaning: { zh: "接口调用超过频率限制。", en: "The app called too often." },
    advice: {
      zh: "暂停一分钟；日限额为成员数乘以 200 人次。",
      en: "It rests for a minute; a day allows 200 for each member of the company.",
    },
  },
  {
    code: "60020",
    kind: "account-fault",
    meaning: { zh: "本机的 IP 不在应用的可信 IP 里。", en: "The address of this machine is not trusted by the app." },
    advice: { zh: "请在应用详情里配置企业可信 IP。", en: "Add it to the trusted addresses of the app." },
  },
  {
    code: "81013",
    kind: "recipient-fault",
    meaning: { zh: "所有接收人都无效。", en: "None of the receivers is valid." },
    advice: { zh: "请检查成员账号和应用的可见范围。", en: "Check their ids, and to whom the app is visible." },
  },
];

/** What WeCom's codes mean to an app: those of its own first. */
export const wecomAppCodes: readonly ProviderCode[] = [
  ...ofApps,
  ...wecomCodes.filter(({ code }) => !code.startsWith("93") && ofApps.every((own) => own.code !== code)),
];
