/**
 * Every code that a channel knows, with its class and what stands beside it in the answer. A code that is added, dropped or
 * judged otherwise is changed here too: its class decides whether people get a message twice, late or not at all.
 */
import type { ProviderCode } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { builtinChannels } from "../src/index.ts";

type Row = readonly [code: string, kind: ProviderCode["kind"], match?: RegExp];

/** What a robot and an app of WeCom are told alike. */
const ofAnyWecom: readonly Row[] = [
  ["-1", "try-later"],
  ["40006", "content-fault"],
  ["40007", "try-later"],
  ["40008", "content-fault"],
  ["40009", "content-fault"],
  ["40035", "content-fault"],
  ["40058", "content-fault"],
  ["40063", "content-fault"],
  ["44004", "content-fault"],
  ["45001", "content-fault"],
  ["45002", "content-fault"],
];

const codes: Readonly<Record<string, readonly Row[]>> = {
  wecom: [
    ...ofAnyWecom,
    ["45009", "account-fault"],
    ["45033", "try-later"],
    ["93000", "account-fault"],
    ["93004", "account-fault"],
    ["93005", "recipient-fault"],
    ["93008", "account-fault"],
  ],
  "wecom-app": [
    ["40001", "account-fault"],
    ["40013", "account-fault"],
    ["40014", "try-later"],
    ["42001", "try-later"],
    ["40056", "account-fault"],
    ["60011", "account-fault"],
    ["45009", "account-fault"],
    ["60020", "account-fault"],
    ["81013", "recipient-fault"],
    ...ofAnyWecom,
    ["45033", "try-later"],
  ],
  dingtalk: [
    ["-1", "try-later"],
    ["310000", "content-fault", /keywords? not in|description:[^;]*关键词/i],
    ["310000", "account-fault", /invalid timestamp|description:[^;]*时间戳/i],
    ["310000", "account-fault", /sign not match|description:[^;]*签名/i],
    ["310000", "account-fault", /\bip\b.*not in whitelist|description:[^;]*(ip|白名单)/i],
    ["310000", "account-fault"],
    ["130101", "account-fault"],
    ["410100", "account-fault"],
    ["300001", "account-fault"],
    ["400101", "account-fault"],
    ["400102", "account-fault"],
    ["400013", "account-fault"],
    ["88", "account-fault"],
    ["40035", "content-fault"],
    ["400105", "content-fault"],
    ["430101", "content-fault"],
    ["430102", "content-fault"],
    ["430103", "content-fault"],
    ["430104", "content-fault"],
  ],
  feishu: [
    ["9499", "content-fault"],
    ["11232", "account-fault"],
    ["19001", "account-fault"],
    ["19002", "content-fault"],
    ["19021", "account-fault"],
    ["19022", "account-fault"],
    ["19024", "content-fault"],
    ["19036", "content-fault"],
    ["10003", "account-fault"],
    ["10014", "account-fault"],
    ["99991400", "try-later"],
    ["99991672", "account-fault"],
  ],
  "aliyun-sms": [
    ["isv.BUSINESS_LIMIT_CONTROL", "try-later", /分钟级/],
    ["isv.BUSINESS_LIMIT_CONTROL", "try-later", /小时级/],
    ["isv.BUSINESS_LIMIT_CONTROL", "try-later", /天级/],
    ["isv.BUSINESS_LIMIT_CONTROL", "try-later"],
    ["isp.SYSTEM_ERROR", "try-later"],
    ["Throttling", "try-later"],
    ["Throttling.User", "try-later"],
    ["Throttling.Api", "try-later"],
    ["ServiceUnavailable", "try-later"],
    ["SignatureNonceUsed", "try-later"],
    ["isv.AMOUNT_NOT_ENOUGH", "account-fault"],
    ["isv.OUT_OF_SERVICE", "account-fault"],
    ["isv.DAY_LIMIT_CONTROL", "account-fault"],
    ["isv.MONTH_LIMIT_CONTROL", "account-fault"],
    ["isv.ACCOUNT_ABNORMAL", "account-fault"],
    ["isv.ACCOUNT_NOT_EXISTS", "account-fault"],
    ["isv.PRODUCT_UN_SUBSCRIPT", "account-fault"],
    ["isp.RAM_PERMISSION_DENY", "account-fault"],
    ["isv.DENY_IP_RANGE", "account-fault"],
    ["InvalidAccessKeyId.NotFound", "account-fault"],
    ["InvalidAccessKeyId.Inactive", "account-fault"],
    ["SignatureDoesNotMatch", "account-fault"],
    ["InvalidTimeStamp.Expired", "account-fault"],
    ["isv.MOBILE_NUMBER_ILLEGAL", "recipient-fault"],
    ["isv.DOMESTIC_NUMBER_NOT_SUPPORTED", "recipient-fault"],
    ["isv.MOBILE_COUNT_OVER_LIMIT", "content-fault"],
    ["isv.TEMPLATE_MISSING_PARAMETERS", "content-fault"],
    ["isv.INVALID_PARAMETERS", "content-fault"],
    ["isv.INVALID_JSON_PARAM", "content-fault"],
    ["isv.PARAM_LENGTH_LIMIT", "content-fault"],
    ["isv.SMS_TEMPLATE_ILLEGAL", "content-fault"],
    ["isv.SMS_SIGNATURE_ILLEGAL", "content-fault"],
    ["isv.SIGN_STATE_ILLEGAL", "content-fault"],
    ["isv.SMS_SIGNATURE_SCENE_ILLEGAL", "content-fault"],
    ["isv.SMS_CONTENT_ILLEGAL", "content-fault"],
    ["isv.BLACK_KEY_CONTROL_LIMIT", "content-fault"],
  ],
  "tencent-sms": [
    ["RequestLimitExceeded", "try-later"],
    ["LimitExceeded.PhoneNumberThirtySecondLimit", "try-later"],
    ["LimitExceeded.PhoneNumberOneHourLimit", "try-later"],
    ["LimitExceeded.PhoneNumberDailyLimit", "try-later"],
    ["LimitExceeded.PhoneNumberSameContentDailyLimit", "try-later"],
    ["LimitExceeded.DeliveryFrequencyLimit", "try-later"],
    ["FailedOperation.MarketingSendTimeConstraint", "try-later"],
    ["LimitExceeded.AppDailyLimit", "account-fault"],
    ["FailedOperation.InsufficientBalanceInSmsPackage", "account-fault"],
    ["UnauthorizedOperation.SerivceSuspendDueToArrears", "account-fault"],
    ["AuthFailure.SecretIdNotFound", "account-fault"],
    ["AuthFailure.SignatureFailure", "account-fault"],
    ["AuthFailure.SignatureExpire", "account-fault"],
    ["AuthFailure.UnauthorizedOperation", "account-fault"],
    ["InvalidParameterValue.SdkAppIdNotExist", "account-fault"],
    ["InvalidParameterValue.IncorrectPhoneNumber", "recipient-fault"],
    ["FailedOperation.PhoneNumberInBlacklist", "recipient-fault"],
    ["FailedOperation.SignatureIncorrectOrUnapproved", "content-fault"],
    ["FailedOperation.TemplateIncorrectOrUnapproved", "content-fault"],
    ["FailedOperation.ContainSensitiveWord", "content-fault"],
    ["InvalidParameterValue.TemplateParameterFormatError", "content-fault"],
    ["InvalidParameterValue.TemplateParameterLengthLimit", "content-fault"],
    ["InvalidParameterValue.ProhibitedUseUrlInTemplateParameter", "content-fault"],
    ["LimitExceeded.PhoneNumberCountLimit", "content-fault"],
    ["UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber", "content-fault"],
    ["InternalError.Timeout", "unknown"],
  ],
  wechat: [
    ["-1", "try-later"],
    ["40001", "account-fault"],
    ["40014", "try-later"],
    ["42001", "try-later"],
    ["40003", "recipient-fault"],
    ["40013", "account-fault"],
    ["40037", "content-fault"],
    ["40125", "account-fault"],
    ["40164", "account-fault"],
    ["43004", "recipient-fault"],
    ["43101", "recipient-fault"],
    ["45009", "account-fault"],
    ["47003", "content-fault"],
    ["48001", "account-fault"],
  ],
};

const channels = builtinChannels.channels ?? [];
const codesOf = (id: string) => channels.find((channel) => channel.id === id)?.codes ?? [];
const rowOf = ({ code, kind, match }: ProviderCode): Row => (match === undefined ? [code, kind] : [code, kind, match]);

test.each(
  Object.entries(codes).flatMap(([channel, rows]) => rows.map((row) => [channel, row[0], row[1], row] as const)),
)("%s: %s is %s", (channel, _code, _kind, row) => {
  expect(codesOf(channel).map(rowOf)).toContainEqual(row);
});

test.each(Object.keys(codes))("%s knows no other code, and none twice", (channel) => {
  expect(codesOf(channel).map(rowOf)).toHaveLength(codes[channel]?.length ?? 0);
  const keys = codesOf(channel).map(({ code, match }) => `${code} ${match ?? ""}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("the account that names both providers of SMS knows the codes of both", () => {
  expect(codesOf("sms").map(rowOf)).toEqual([...codesOf("aliyun-sms"), ...codesOf("tencent-sms")].map(rowOf));
});

/** Beside every code: what it means and what to do, for people who read Chinese and for people who read English. */
test.each(channels.filter(({ codes: known = [] }) => known.length > 0).map(({ id }) => id))(
  "%s explains each code in Chinese and English",
  (channel) => {
    for (const { code, meaning, advice } of codesOf(channel)) {
      for (const [what, { zh, en }] of Object.entries({ meaning, advice })) {
        const where = `${channel} ${code} ${what}`;
        // At least two characters of Chinese: a name such as `AppID` alone explains nothing.
        expect(zh.match(/\p{Script=Han}/gu)?.length ?? 0, `${where}: ${zh}`).toBeGreaterThan(1);
        expect(en, where).toMatch(/^[\x20-\x7e]{3,}$/);
        expect(en, where).not.toBe(zh);
      }
    }
  },
);

test("each channel that speaks to a provider has a table, and what the webhook answers is told by its status", () => {
  expect(channels.filter(({ codes: known = [] }) => known.length === 0).map(({ id }) => id)).toEqual(["webhook"]);
});
