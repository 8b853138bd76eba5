import type { ProviderCode } from "@belfry/plugin-kit";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

type Words = ProviderCode["meaning"];
const described = (
  kind: ProviderCode["kind"],
  rows: readonly (readonly [code: string, meaning: Words, advice: Words, pauseMs?: number])[],
): ProviderCode[] =>
  rows.map(([code, meaning, advice, pauseMs]) => ({
    code,
    kind,
    // A limit of a number or of the hour is no fault of the account, which goes on.
    ...(pauseMs !== undefined && (kind === "try-later" ? { waitMs: pauseMs } : { pauseMs })),
    meaning,
    advice,
  }));

// Another account would only double what the person gets, so the limit of a number is no fault of the account.
const overLimit: Words = {
  zh: "该号码收到的短信已达频率上限。",
  en: "This number has been sent as many messages as it may get.",
};
const waits: Words = {
  zh: "不会换账号重发，等待后自动重试。",
  en: "No other account is tried; it is sent again after a wait.",
};
const soon: Words = { zh: "稍后自动重试。", en: "It is tried again later." };
const checkKey: Words = {
  zh: "请检查 SecretId、SecretKey 及其短信权限。",
  en: "Check the keys and whether they may use SMS.",
};
const checkPayload: Words = {
  zh: "请检查 payload 里的模板和变量。",
  en: "Check the template and its values in the payload.",
};
const topUp: Words = { zh: "请充值或购买套餐包。", en: "Top it up, or buy a package." };

/** What the codes of Tencent Cloud SMS mean. Source: https://cloud.tencent.com/document/api/382/55981 */
export const tencentCodes: readonly ProviderCode[] = [
  {
    code: "RequestLimitExceeded",
    kind: "try-later",
    pauseMs: MINUTE_MS,
    tooFast: true,
    meaning: { zh: "接口限流。", en: "Tencent Cloud limits how often it is called." },
    advice: soon,
  },
  ...described("try-later", [
    ["LimitExceeded.PhoneNumberThirtySecondLimit", overLimit, waits, MINUTE_MS],
    ["LimitExceeded.PhoneNumberOneHourLimit", overLimit, waits, HOUR_MS],
    ["LimitExceeded.PhoneNumberDailyLimit", overLimit, waits, 24 * HOUR_MS],
    ["LimitExceeded.PhoneNumberSameContentDailyLimit", overLimit, waits, 24 * HOUR_MS],
    ["LimitExceeded.DeliveryFrequencyLimit", overLimit, waits, MINUTE_MS],
    [
      "FailedOperation.MarketingSendTimeConstraint",
      { zh: "营销短信只能在 8 点到 22 点之间发送。", en: "Marketing messages are sent between 8 and 22 o'clock only." },
      { zh: "稍后自动重试；请定时发送。", en: "It is tried again later; schedule it." },
      HOUR_MS,
    ],
  ]),
  ...described("account-fault", [
    [
      "LimitExceeded.AppDailyLimit",
      { zh: "应用的日发送量已达上限。", en: "The application's limit for a day is reached." },
      { zh: "请在控制台调整日发送限额。", en: "Raise the limit in the console of Tencent Cloud." },
      HOUR_MS,
    ],
    [
      "FailedOperation.InsufficientBalanceInSmsPackage",
      { zh: "套餐包余量不足。", en: "The package is used up." },
      topUp,
      10 * MINUTE_MS,
    ],
    [
      "UnauthorizedOperation.SerivceSuspendDueToArrears",
      { zh: "欠费停服。", en: "The service is suspended for lack of money." },
      topUp,
      10 * MINUTE_MS,
    ],
    ["AuthFailure.SecretIdNotFound", { zh: "SecretId 不存在。", en: "There is no such SecretId." }, checkKey],
    [
      "AuthFailure.SignatureFailure",
      { zh: "签名错误，通常是 SecretKey 错误。", en: "The signature is wrong, mostly a wrong SecretKey." },
      checkKey,
    ],
    [
      "AuthFailure.SignatureExpire",
      { zh: "服务器时间与腾讯云相差超过 5 分钟。", en: "The clock of this server is more than 5 minutes off." },
      { zh: "请校准服务器时间（NTP）。", en: "Set it, best by NTP." },
      10 * MINUTE_MS,
    ],
    ["AuthFailure.UnauthorizedOperation", { zh: "密钥没有短信权限。", en: "The keys may not use SMS." }, checkKey],
    [
      "InvalidParameterValue.SdkAppIdNotExist",
      { zh: "SdkAppId 不存在。", en: "There is no such SmsSdkAppId." },
      { zh: "请检查账号的 SdkAppId。", en: "Check the SmsSdkAppId of the account." },
    ],
  ]),
  ...described("recipient-fault", [
    [
      "InvalidParameterValue.IncorrectPhoneNumber",
      { zh: "手机号码格式错误。", en: "This is no phone number." },
      { zh: "请更正号码。", en: "Correct the number." },
    ],
    [
      "FailedOperation.PhoneNumberInBlacklist",
      {
        zh: "号码在黑名单中（例如曾回复退订）。",
        en: "The number is on the blacklist, for example because it unsubscribed.",
      },
      { zh: "请在控制台解除后再发。", en: "Take it off in the console of Tencent Cloud." },
    ],
  ]),
  ...described("content-fault", [
    [
      "FailedOperation.SignatureIncorrectOrUnapproved",
      { zh: "签名不正确或未通过审核。", en: "The signature is wrong or not approved." },
      { zh: "请填写签名内容，而不是签名 ID。", en: "Write the signature itself, not its id." },
    ],
    [
      "FailedOperation.TemplateIncorrectOrUnapproved",
      {
        zh: "模板不正确、未通过审核，或变量个数不符。",
        en: "The template is wrong, not approved, or has another number of values.",
      },
      checkPayload,
    ],
    [
      "FailedOperation.ContainSensitiveWord",
      { zh: "短信内容含有敏感词。", en: "The text holds a forbidden word." },
      { zh: "请修改内容。", en: "Change the text." },
    ],
    [
      "InvalidParameterValue.TemplateParameterFormatError",
      { zh: "验证码模板的变量只能是不超过 6 位的数字。", en: "The value of a code's template has at most 6 digits." },
      checkPayload,
    ],
    [
      "InvalidParameterValue.TemplateParameterLengthLimit",
      { zh: "模板变量过长（个人账号最多 12 字）。", en: "A value is too long: 12 characters for accounts of persons." },
      checkPayload,
    ],
    [
      "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
      { zh: "模板变量中不允许使用网址。", en: "A value may hold no address." },
      { zh: "请把网址写进模板本身。", en: "Put the address into the template itself." },
    ],
    ["LimitExceeded.PhoneNumberCountLimit", { zh: "号码数量超过限制。", en: "Too many numbers." }, checkPayload],
    [
      "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber",
      { zh: "同一次请求混用了境内外号码。", en: "Numbers of the mainland and of abroad are mixed." },
      checkPayload,
    ],
  ]),
  // It may have been sent all the same; another send would be a second message on somebody's phone.
  ...described("unknown", [
    [
      "InternalError.Timeout",
      { zh: "腾讯云内部超时，可能已经发出。", en: "Tencent Cloud was too slow inside; it may have been sent." },
      { zh: "稍后向腾讯云查询结果。", en: "Tencent Cloud is asked later what became of it." },
    ],
  ]),
];
