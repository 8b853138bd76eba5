import type { ProviderCode } from "@belfry/plugin-kit";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const account = (code: string, pauseMs: number | undefined, meaning: Words, advice: Words): ProviderCode => ({
  code,
  kind: "account-fault",
  ...(pauseMs !== undefined && { pauseMs }),
  meaning,
  advice,
});
const content = (code: string, meaning: Words, advice: Words): ProviderCode => ({
  code,
  kind: "content-fault",
  meaning,
  advice,
});
/** `waitMs`: for whoever it is about; the account goes on. */
const later = (code: string, waitMs: number, meaning: Words, advice: Words, match?: RegExp): ProviderCode => ({
  code,
  kind: "try-later",
  waitMs,
  ...(match !== undefined && { match }),
  meaning,
  advice,
});
type Words = ProviderCode["meaning"];

const overLimit: Words = {
  zh: "该号码收到的短信已达上限。",
  en: "This number has been sent as many messages as it may get.",
};
// Another account would only double what the person gets, so the limit of a number is no fault of the account.
const waits: Words = {
  zh: "不会换账号重发，等待后自动重试。",
  en: "No other account is tried; it is sent again after a wait.",
};
const busy: Words = { zh: "阿里云接口限流。", en: "Aliyun limits how often it is called." };
const soon: Words = { zh: "稍后自动重试。", en: "It is tried again later." };
const checkPayload: Words = {
  zh: "请检查 payload 里的模板和变量。",
  en: "Check the template and its values in the payload.",
};
const checkKey: Words = {
  zh: "请检查 AccessKey 及其短信权限。",
  en: "Check the AccessKey and whether it may use SMS.",
};

/** What the codes of Aliyun SMS mean. Source: https://help.aliyun.com/zh/sms/developer-reference/api-error-codes */
export const aliyunCodes: readonly ProviderCode[] = [
  later("isv.BUSINESS_LIMIT_CONTROL", MINUTE_MS, overLimit, waits, /分钟级/),
  later("isv.BUSINESS_LIMIT_CONTROL", HOUR_MS, overLimit, waits, /小时级/),
  later("isv.BUSINESS_LIMIT_CONTROL", 24 * HOUR_MS, overLimit, waits, /天级/),
  later("isv.BUSINESS_LIMIT_CONTROL", HOUR_MS, overLimit, waits),
  later("isp.SYSTEM_ERROR", MINUTE_MS, { zh: "阿里云短信系统错误。", en: "Aliyun SMS has a fault." }, soon),
  { code: "Throttling", kind: "try-later", pauseMs: MINUTE_MS, tooFast: true, meaning: busy, advice: soon },
  { code: "Throttling.User", kind: "try-later", pauseMs: MINUTE_MS, tooFast: true, meaning: busy, advice: soon },
  { code: "Throttling.Api", kind: "try-later", pauseMs: MINUTE_MS, tooFast: true, meaning: busy, advice: soon },
  later("ServiceUnavailable", MINUTE_MS, { zh: "阿里云服务暂不可用。", en: "Aliyun is not available." }, soon),
  later(
    "SignatureNonceUsed",
    0,
    { zh: "签名随机数重复。", en: "The number used once was used twice." },
    { zh: "重试时会换一个。", en: "The next try takes another one." },
  ),
  account(
    "isv.AMOUNT_NOT_ENOUGH",
    10 * MINUTE_MS,
    { zh: "账户余额不足。", en: "The account has no money left." },
    { zh: "请充值或购买短信套餐包。", en: "Top it up, or buy a package." },
  ),
  account(
    "isv.OUT_OF_SERVICE",
    10 * MINUTE_MS,
    { zh: "业务停机，通常是欠费。", en: "The service is suspended, mostly for lack of money." },
    { zh: "请充值后重试。", en: "Top it up." },
  ),
  account(
    "isv.DAY_LIMIT_CONTROL",
    HOUR_MS,
    { zh: "已达账号设置的日发送上限。", en: "The account's own limit for a day is reached." },
    { zh: "请在控制台调整日发送限额。", en: "Raise the limit in the console of Aliyun." },
  ),
  account(
    "isv.MONTH_LIMIT_CONTROL",
    HOUR_MS,
    { zh: "已达账号设置的月发送上限。", en: "The account's own limit for a month is reached." },
    { zh: "请在控制台调整月发送限额。", en: "Raise the limit in the console of Aliyun." },
  ),
  account(
    "isv.ACCOUNT_ABNORMAL",
    undefined,
    { zh: "账户异常。", en: "The account is blocked." },
    {
      zh: "请联系阿里云。",
      en: "Ask Aliyun.",
    },
  ),
  account("isv.ACCOUNT_NOT_EXISTS", undefined, { zh: "账户不存在。", en: "There is no such account." }, checkKey),
  account(
    "isv.PRODUCT_UN_SUBSCRIPT",
    undefined,
    { zh: "未开通短信服务。", en: "The account has not subscribed to SMS." },
    { zh: "请先开通短信服务。", en: "Subscribe to it." },
  ),
  account(
    "isp.RAM_PERMISSION_DENY",
    undefined,
    { zh: "RAM 权限不足。", en: "The RAM user may not use SMS." },
    { zh: "请授予 AliyunDysmsFullAccess。", en: "Grant it AliyunDysmsFullAccess." },
  ),
  account(
    "isv.DENY_IP_RANGE",
    undefined,
    { zh: "源 IP 不在白名单内。", en: "The address of this server is not on the list." },
    { zh: "请把出口 IP 加入白名单。", en: "Add it to the list of Aliyun." },
  ),
  account(
    "InvalidAccessKeyId.NotFound",
    undefined,
    { zh: "AccessKey 不存在。", en: "There is no such AccessKey." },
    checkKey,
  ),
  account(
    "InvalidAccessKeyId.Inactive",
    undefined,
    { zh: "AccessKey 已禁用。", en: "The AccessKey is disabled." },
    checkKey,
  ),
  account(
    "SignatureDoesNotMatch",
    undefined,
    {
      zh: "签名不匹配，通常是 AccessKey Secret 错误。",
      en: "The signature does not match, mostly a wrong AccessKey secret.",
    },
    checkKey,
  ),
  account(
    "InvalidTimeStamp.Expired",
    10 * MINUTE_MS,
    { zh: "服务器时间与阿里云相差超过 15 分钟。", en: "The clock of this server is more than 15 minutes off." },
    { zh: "请校准服务器时间（NTP）。", en: "Set it, best by NTP." },
  ),
  {
    code: "isv.MOBILE_NUMBER_ILLEGAL",
    kind: "recipient-fault",
    meaning: { zh: "手机号码格式错误。", en: "This is no mobile number." },
    advice: { zh: "请更正号码。", en: "Correct the number." },
  },
  {
    code: "isv.DOMESTIC_NUMBER_NOT_SUPPORTED",
    kind: "recipient-fault",
    meaning: {
      zh: "国际短信模板不支持境内号码。",
      en: "A template for abroad is not sent to numbers of the mainland.",
    },
    advice: { zh: "请使用国内短信模板。", en: "Use a template for the mainland." },
  },
  content("isv.MOBILE_COUNT_OVER_LIMIT", { zh: "号码数量超过限制。", en: "Too many numbers." }, checkPayload),
  content(
    "isv.TEMPLATE_MISSING_PARAMETERS",
    { zh: "模板变量未赋值。", en: "A value of the template is missing." },
    checkPayload,
  ),
  content("isv.INVALID_PARAMETERS", { zh: "参数格式不正确。", en: "A parameter is not allowed." }, checkPayload),
  content("isv.INVALID_JSON_PARAM", { zh: "模板变量不是 JSON。", en: "The values are no JSON." }, checkPayload),
  content("isv.PARAM_LENGTH_LIMIT", { zh: "模板变量过长。", en: "A value of the template is too long." }, checkPayload),
  content(
    "isv.SMS_TEMPLATE_ILLEGAL",
    { zh: "模板不存在或未通过审核。", en: "The template does not exist or is not approved." },
    checkPayload,
  ),
  content(
    "isv.SMS_SIGNATURE_ILLEGAL",
    { zh: "签名不存在或未通过审核。", en: "The signature does not exist or is not approved." },
    { zh: "请检查账号的短信签名。", en: "Check the signature of the account." },
  ),
  content(
    "isv.SIGN_STATE_ILLEGAL",
    { zh: "签名未通过审核。", en: "The signature is not approved." },
    { zh: "请检查账号的短信签名。", en: "Check the signature of the account." },
  ),
  content(
    "isv.SMS_SIGNATURE_SCENE_ILLEGAL",
    { zh: "签名与模板类型不一致。", en: "The signature is for another kind of template." },
    { zh: "请更换签名或模板。", en: "Take another signature or template." },
  ),
  content(
    "isv.SMS_CONTENT_ILLEGAL",
    { zh: "短信内容含有违禁内容。", en: "The text holds something forbidden." },
    { zh: "请修改内容。", en: "Change the text." },
  ),
  content(
    "isv.BLACK_KEY_CONTROL_LIMIT",
    { zh: "模板变量含有黑名单关键字。", en: "A value holds a forbidden word." },
    { zh: "请修改变量内容。", en: "Change the value." },
  ),
];
