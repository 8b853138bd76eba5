import type { ProviderCode } from "@belfry/plugin-kit";

type Words = ProviderCode["meaning"];
const checkKey: Words = { zh: "请检查 AppID 和 AppSecret。", en: "Check the AppID and the AppSecret." };
const renew: Words = {
  zh: "会自动重新获取；若反复出现，说明别处也在用同一 AppSecret 换取 access_token。",
  en: "It is renewed by itself. If it comes again, somebody else logs in with the same AppSecret.",
};

/** What WeChat's codes mean. Source: https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html */
export const wechatCodes: readonly ProviderCode[] = [
  {
    code: "-1",
    kind: "try-later",
    meaning: { zh: "微信系统繁忙。", en: "WeChat is busy." },
    advice: { zh: "稍后自动重试。", en: "It is tried again later." },
  },
  {
    code: "40001",
    kind: "account-fault",
    meaning: {
      zh: "AppSecret 错误，或 access_token 无效。",
      en: "The AppSecret is wrong, or the access_token is not valid.",
    },
    advice: checkKey,
  },
  {
    code: "40014",
    kind: "try-later",
    meaning: { zh: "access_token 无效。", en: "The access_token is not valid." },
    advice: renew,
  },
  {
    code: "42001",
    kind: "try-later",
    meaning: { zh: "access_token 已过期。", en: "The access_token is too old." },
    advice: renew,
  },
  {
    code: "40003",
    kind: "recipient-fault",
    meaning: { zh: "openid 无效，或不属于该公众号。", en: "The openid is wrong or of another account." },
    advice: { zh: "每个公众号的 openid 不同，请核对。", en: "Each official account has openids of its own." },
  },
  {
    code: "40013",
    kind: "account-fault",
    meaning: { zh: "AppID 无效。", en: "The AppID is not valid." },
    advice: checkKey,
  },
  {
    code: "40037",
    kind: "content-fault",
    meaning: { zh: "模板 ID 无效。", en: "The id of the template is not valid." },
    advice: { zh: "请在公众号后台核对模板 ID。", en: "Look it up in the console of the official account." },
  },
  {
    code: "40125",
    kind: "account-fault",
    meaning: { zh: "AppSecret 无效。", en: "The AppSecret is not valid." },
    advice: checkKey,
  },
  {
    code: "40164",
    kind: "account-fault",
    meaning: { zh: "服务器 IP 不在白名单内。", en: "The address of this server is not on the list." },
    advice: { zh: "请在公众号后台的 IP 白名单里添加出口 IP。", en: "Add it to the list of the official account." },
  },
  {
    code: "43004",
    kind: "recipient-fault",
    meaning: { zh: "对方没有关注公众号。", en: "This person does not follow the account." },
    advice: { zh: "请对方先关注公众号。", en: "Ask them to follow it." },
  },
  {
    code: "43101",
    kind: "recipient-fault",
    meaning: { zh: "对方拒收该消息。", en: "This person refuses such messages." },
    advice: { zh: "请改用其他渠道。", en: "Use another channel." },
  },
  {
    code: "45009",
    kind: "account-fault",
    pauseMs: 3_600_000,
    meaning: { zh: "接口调用次数已达当日上限。", en: "The account's calls for a day are used up." },
    advice: { zh: "次日零点恢复；暂停一小时后再试。", en: "They are new at midnight; it rests for an hour." },
  },
  {
    code: "47003",
    kind: "content-fault",
    meaning: { zh: "模板字段为空或格式不符。", en: "A field of the template is empty or of another form." },
    advice: { zh: "请按字段类型填写，例如 time 须为日期。", en: "Fill it in as its kind demands; time is a date." },
  },
  {
    code: "48001",
    kind: "account-fault",
    meaning: { zh: "该公众号没有模板消息权限。", en: "The account may not send template messages." },
    advice: { zh: "只有已认证的服务号可以发送模板消息。", en: "Only verified service accounts may." },
  },
];
