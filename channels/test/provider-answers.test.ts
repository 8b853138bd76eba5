/**
 * What providers answered in the wild, word for word, and what each answer means for the account, the recipient and the
 * content. All of it comes with status 200: a program that looks at the status alone takes every one for a success.
 */
import type { ChannelDefinition, DeliveryOutcome } from "@belfry/plugin-kit";
import { startLoopbackServer } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import {
  aliyunSmsChannel,
  dingtalkChannel,
  feishuChannel,
  tencentSmsChannel,
  wechatOfficialChannel,
  wecomAppChannel,
  wecomRobotChannel,
} from "../src/index.ts";
import { now, sendVia } from "./chats/chat-context.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
type Kind = DeliveryOutcome["kind"];
/** The body, what it means, under which code, and for how many milliseconds the account or the recipient is left alone. */
type Answer = readonly [body: object, kind: Kind, code: string, restMs?: number];

interface Way {
  readonly channel: ChannelDefinition;
  readonly account: Readonly<Record<string, unknown>>;
  readonly to: string;
  readonly payload?: object;
}

const sms = { template: "SMS_100", params: { code: "1234" } };
const ways = {
  wecom: { channel: wecomRobotChannel, account: { group: "值班群", key: "k" }, to: "值班群" },
  "wecom-app": { channel: wecomAppChannel, account: { corpId: "ww9", agentId: 1, secret: "s" }, to: "zhangsan" },
  dingtalk: { channel: dingtalkChannel, account: { group: "值班群", token: "t" }, to: "值班群" },
  feishu: { channel: feishuChannel, account: { group: "值班群", token: "t" }, to: "值班群" },
  "aliyun-sms": {
    channel: aliyunSmsChannel,
    account: { accessKeyId: "LTAI", accessKeySecret: { $secret: "k" }, signName: "学工处" },
    to: "13800138000",
    payload: sms,
  },
  "tencent-sms": {
    channel: tencentSmsChannel,
    account: { secretId: "AKID", secretKey: { $secret: "k" }, sdkAppId: "1400006666", signName: "学工处" },
    to: "13800138000",
    payload: { template: "100", params: ["1234"] },
  },
  wechat: {
    channel: wechatOfficialChannel,
    account: { appId: "wx9", secret: "s", serverToken: "t" },
    to: "o-zhang",
    payload: { template: "notice", data: { thing1: "晚归提醒" } },
  },
} as const satisfies Record<string, Way>;

const wecom = (errcode: number, errmsg = "…"): object => ({ errcode, errmsg });
const hint = (code: number) =>
  `, hint: [1755605200056773468916791], from ip: 172.212.167.87, more info at https://open.work.weixin.qq.com/devtool/query?e=${code}`;
const aliyun = (Code: string, Message = "…"): object => ({ RequestId: "CC89A90C", Message, Code });
/** For the number itself, in an answer that is a success by its form. */
const ofNumber = (Code: string): object => {
  const status = {
    SerialNo: "",
    PhoneNumber: "+8613800138000",
    Fee: 0,
    SessionContext: "",
    Message: "…",
    IsoCode: "CN",
  };
  return { Response: { SendStatusSet: [{ ...status, Code }], RequestId: "a0aabda6" } };
};
const ofRequest = (Code: string): object => ({ Response: { Error: { Code, Message: "…" }, RequestId: "a0aabda6" } });

const answers: Readonly<Record<keyof typeof ways, readonly Answer[]>> = {
  wecom: [
    [wecom(0, "ok"), "accepted", "0"],
    [wecom(93_000, `invalid webhook url${hint(93_000)}`), "account-fault", "93000"],
    [
      wecom(40_058, `markdown.content exceed max length 4096. invalid Request Parameter${hint(40_058)}`),
      "content-fault",
      "40058",
    ],
    [wecom(45_009, `api freq out of limit${hint(45_009)}`), "account-fault", "45009", MINUTE],
    [wecom(45_033), "try-later", "45033"],
    [wecom(-1, "system error"), "try-later", "-1"],
    ...[40_006, 40_008, 40_009, 40_035, 40_063, 44_004, 45_001, 45_002].map((code): Answer => [
      wecom(code),
      "content-fault",
      `${code}`,
    ]),
    [wecom(40_035, "Warning: wrong json format. invalid Request Parameter"), "content-fault", "40035"],
    [wecom(40_007), "try-later", "40007"],
    [wecom(93_004), "account-fault", "93004"],
    [wecom(93_008), "account-fault", "93008"],
    [wecom(93_005), "recipient-fault", "93005"],
  ],
  "wecom-app": [
    [
      {
        errcode: 0,
        errmsg: "ok",
        invaliduser: "zhangsan|lisi",
        invalidparty: "",
        invalidtag: "",
        unlicenseduser: "",
        msgid: "m1",
      },
      "recipient-fault",
      "0",
    ],
    [wecom(81_013, "user & party & tag all invalid"), "recipient-fault", "81013"],
    [wecom(60_011, "no privilege to access/modify contact/party/agent"), "account-fault", "60011"],
    [wecom(40_056), "account-fault", "40056"],
    [wecom(60_020, `not allow to access from your ip${hint(60_020)}`), "account-fault", "60020"],
    [wecom(45_009), "account-fault", "45009", MINUTE],
  ],
  dingtalk: [
    [wecom(0, "ok"), "accepted", "0"],
    [wecom(310_000, "keywords not in content"), "content-fault", "310000"],
    [
      wecom(310_000, "keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]"),
      "content-fault",
      "310000",
    ],
    [wecom(310_000, "invalid timestamp"), "account-fault", "310000"],
    [wecom(310_000, "sign not match"), "account-fault", "310000"],
    [wecom(310_000, "ip 1.2.3.4 not in whitelist"), "account-fault", "310000"],
    [
      wecom(
        310_000,
        "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中，请确认时间戳和关键词无误;link:https://open.dingtalk.com;",
      ),
      "account-fault",
      "310000",
    ],
    [
      {
        status: 1111,
        wait: 5,
        source: "x5",
        punish: "deny",
        uuid: "0a1b",
        errcode: 130_101,
        errmsg: "send too fast, exceed 20 times per minute",
      },
      "account-fault",
      "130101",
      10 * MINUTE,
    ],
    [wecom(300_001, "token is not exist"), "account-fault", "300001"],
    [wecom(40_035, "缺少参数 json"), "content-fault", "40035"],
    [wecom(-1, "系统繁忙"), "try-later", "-1"],
    [wecom(88), "account-fault", "88"],
    ...[400_013, 400_101, 400_102, 410_100].map((code): Answer => [wecom(code), "account-fault", `${code}`]),
    ...[400_105, 430_101, 430_102, 430_103, 430_104].map((code): Answer => [wecom(code), "content-fault", `${code}`]),
  ],
  feishu: [
    [{ StatusCode: 0, StatusMessage: "success", code: 0, data: {}, msg: "success" }, "accepted", "0"],
    // Today's answer: whoever reads the old field alone finds nothing in it.
    [{ code: 0, data: {}, msg: "success" }, "accepted", "0"],
    [{ code: 9499, msg: "Bad Request", data: {} }, "content-fault", "9499"],
    [{ code: 19_001, msg: "param invalid: incoming webhook access token invalid" }, "account-fault", "19001"],
    [{ code: 19_002, msg: "params error, msg_type need" }, "content-fault", "19002"],
    [
      { code: 19_021, data: {}, msg: "sign match fail or timestamp is not within one hour from current time" },
      "account-fault",
      "19021",
    ],
    [{ code: 19_022, data: {}, msg: "Ip Not Allowed" }, "account-fault", "19022"],
    [{ code: 19_024, data: {}, msg: "Key Words Not Found" }, "content-fault", "19024"],
    [
      { code: 11_232, data: {}, msg: "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]" },
      "account-fault",
      "11232",
      10_000,
    ],
    [{ code: 19_036, data: {}, msg: "body too large" }, "content-fault", "19036"],
    [{ code: 99_991_400, msg: "request trigger frequency limit" }, "try-later", "99991400"],
  ],
  "aliyun-sms": [
    [{ ...aliyun("OK", "OK"), BizId: "9006197469364984400" }, "accepted", "OK"],
    [aliyun("isv.BUSINESS_LIMIT_CONTROL", "触发天级流控Permits:10"), "try-later", "isv.BUSINESS_LIMIT_CONTROL", DAY],
    [
      aliyun("isv.BUSINESS_LIMIT_CONTROL", "触发分钟级流控Permits:1"),
      "try-later",
      "isv.BUSINESS_LIMIT_CONTROL",
      MINUTE,
    ],
    [aliyun("isp.SYSTEM_ERROR"), "try-later", "isp.SYSTEM_ERROR", MINUTE],
    [aliyun("Throttling.User"), "try-later", "Throttling.User"],
    ...[
      "isv.OUT_OF_SERVICE",
      "isv.AMOUNT_NOT_ENOUGH",
      "isv.ACCOUNT_ABNORMAL",
      "isv.ACCOUNT_NOT_EXISTS",
      "isv.DAY_LIMIT_CONTROL",
      "isv.MONTH_LIMIT_CONTROL",
      "isp.RAM_PERMISSION_DENY",
      "isv.DENY_IP_RANGE",
      "isv.PRODUCT_UN_SUBSCRIPT",
      "SignatureDoesNotMatch",
      "InvalidAccessKeyId.NotFound",
    ].map((code): Answer => [aliyun(code), "account-fault", code]),
    ...["isv.MOBILE_NUMBER_ILLEGAL", "isv.DOMESTIC_NUMBER_NOT_SUPPORTED"].map((code): Answer => [
      aliyun(code),
      "recipient-fault",
      code,
    ]),
    ...[
      "isv.MOBILE_COUNT_OVER_LIMIT",
      "isv.TEMPLATE_MISSING_PARAMETERS",
      "isv.INVALID_PARAMETERS",
      "isv.INVALID_JSON_PARAM",
      "isv.PARAM_LENGTH_LIMIT",
      "isv.SMS_TEMPLATE_ILLEGAL",
      "isv.SMS_SIGNATURE_ILLEGAL",
      "isv.SIGN_STATE_ILLEGAL",
      "isv.SMS_SIGNATURE_SCENE_ILLEGAL",
      "isv.SMS_CONTENT_ILLEGAL",
      "isv.BLACK_KEY_CONTROL_LIMIT",
    ].map((code): Answer => [aliyun(code), "content-fault", code]),
  ],
  "tencent-sms": [
    [ofNumber("Ok"), "accepted", "Ok"],
    [ofNumber("LimitExceeded.PhoneNumberThirtySecondLimit"), "try-later", "LimitExceeded.PhoneNumberThirtySecondLimit"],
    [ofNumber("LimitExceeded.PhoneNumberOneHourLimit"), "try-later", "LimitExceeded.PhoneNumberOneHourLimit"],
    [ofNumber("LimitExceeded.PhoneNumberDailyLimit"), "try-later", "LimitExceeded.PhoneNumberDailyLimit", DAY],
    [
      ofNumber("LimitExceeded.PhoneNumberSameContentDailyLimit"),
      "try-later",
      "LimitExceeded.PhoneNumberSameContentDailyLimit",
      DAY,
    ],
    [
      ofNumber("FailedOperation.MarketingSendTimeConstraint"),
      "try-later",
      "FailedOperation.MarketingSendTimeConstraint",
    ],
    [ofNumber("LimitExceeded.DeliveryFrequencyLimit"), "try-later", "LimitExceeded.DeliveryFrequencyLimit", MINUTE],
    ...[
      "LimitExceeded.AppDailyLimit",
      "FailedOperation.InsufficientBalanceInSmsPackage",
      "UnauthorizedOperation.SerivceSuspendDueToArrears",
      "InvalidParameterValue.SdkAppIdNotExist",
    ].map((code): Answer => [ofNumber(code), "account-fault", code]),
    ...["FailedOperation.PhoneNumberInBlacklist", "InvalidParameterValue.IncorrectPhoneNumber"].map((code): Answer => [
      ofNumber(code),
      "recipient-fault",
      code,
    ]),
    ...[
      "LimitExceeded.PhoneNumberCountLimit",
      "FailedOperation.SignatureIncorrectOrUnapproved",
      "FailedOperation.TemplateIncorrectOrUnapproved",
      "FailedOperation.ContainSensitiveWord",
      "InvalidParameterValue.TemplateParameterFormatError",
      "InvalidParameterValue.TemplateParameterLengthLimit",
      "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
      "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber",
    ].map((code): Answer => [ofNumber(code), "content-fault", code]),
    [ofRequest("AuthFailure.SignatureFailure"), "account-fault", "AuthFailure.SignatureFailure"],
    [ofRequest("AuthFailure.SignatureExpire"), "account-fault", "AuthFailure.SignatureExpire"],
    [ofRequest("InternalError.Timeout"), "unknown", "InternalError.Timeout"],
  ],
  wechat: [
    [{ errcode: 0, errmsg: "ok", msgid: 200_228_332 }, "accepted", "0"],
    [
      wecom(47_003, "argument invalid! data.thing1.value invalid rid: 625d25ce-0db95788-7576ce7c"),
      "content-fault",
      "47003",
    ],
    [wecom(40_003, "invalid openid rid: 625d25ce-0db95788-7576ce7c"), "recipient-fault", "40003"],
    [wecom(40_037), "content-fault", "40037"],
    [wecom(43_004, "require subscribe"), "recipient-fault", "43004"],
    [wecom(43_101, "user refuse to accept the msg"), "recipient-fault", "43101"],
    [wecom(45_009, "reach max api daily quota limit"), "account-fault", "45009"],
    [wecom(48_001, "api unauthorized"), "account-fault", "48001"],
    [wecom(40_164, "invalid ip 1.2.3.4, not in whitelist"), "account-fault", "40164"],
  ],
};

describe.each(Object.entries(ways))("%s", (name, way: Way) => {
  const { channel, account, to, payload } = way;
  const send = async (body: object): Promise<DeliveryOutcome | undefined> => {
    await using server = await startLoopbackServer(({ path }, response) => {
      const token = { errcode: 0, errmsg: "ok", access_token: `token-${Math.random()}`, expires_in: 7200 };
      const [asked = ""] = path.split("?");
      response.end(JSON.stringify(asked.endsWith("token") ? token : body));
    });
    const message = { text: "您好", ...(payload !== undefined && { payload }) };
    const [outcome] = await sendVia(channel, { ...account, baseUrl: server.url }, { to: [to], message });
    return outcome;
  };

  test.each(answers[name as keyof typeof answers].map((answer) => [JSON.stringify(answer[0]), ...answer] as const))(
    "%s",
    async (_text, body, kind, code, restMs) => {
      const outcome = await send(body);
      expect(outcome).toMatchObject({ kind });
      if (kind !== "accepted" && code !== "0") expect(outcome?.code).toBe(code);
      if (restMs === undefined || outcome === undefined || outcome.kind === "accepted") return;
      const said =
        "pauseUntil" in outcome ? outcome.pauseUntil : "notBefore" in outcome ? outcome.notBefore : undefined;
      expect(said).toEqual(new Date(now.getTime() + restMs));
    },
  );
});
