import { randomUUID } from "node:crypto";
import type { ProviderReply } from "../answer-message.ts";
import type { Acs3Fault } from "./check-acs3.ts";

/** Refusals of the service in its own words, which come with status 200. Source: https://help.aliyun.com/zh/sms/developer-reference/api-error-codes */
const serviceErrors = {
  "isv.MOBILE_NUMBER_ILLEGAL": "号码格式错误",
  "isv.MOBILE_COUNT_OVER_LIMIT": "号码数量超过限制",
  "isv.SMS_TEMPLATE_ILLEGAL": "该账号下找不到对应模板",
  "isv.SMS_SIGNATURE_ILLEGAL": "该账号下找不到对应签名",
  "isv.TEMPLATE_MISSING_PARAMETERS": "模板变量中存在未赋值变量",
  "isv.INVALID_JSON_PARAM": "参数格式错误，请修改为JSON字符串格式",
  "isv.INVALID_PARAMETERS": "参数格式不正确",
  "isv.AMOUNT_NOT_ENOUGH": "账户余额不足",
  "isv.OUT_OF_SERVICE": "业务停机",
} as const;

export type AliyunServiceError = keyof typeof serviceErrors;

export function aliyunError(Code: AliyunServiceError): ProviderReply {
  return { body: { Message: serviceErrors[Code], RequestId: requestId(), Code } };
}

/** Over what one number may get in a minute, an hour or a day. */
export function aliyunLimit(span: "分钟" | "小时" | "天", permits: number): ProviderReply {
  const Message = `触发${span}级流控Permits:${permits}`;
  return { body: { Message, RequestId: requestId(), Code: "isv.BUSINESS_LIMIT_CONTROL" } };
}

const gatewayErrors = {
  MissingSignature: [400, "Authorization is mandatory for this action."],
  "InvalidAccessKeyId.NotFound": [404, "Specified access key is not found."],
  SignatureDoesNotMatch: [400, "Specified signature is not matched with our calculation."],
  "InvalidTimeStamp.Expired": [400, "Specified time stamp or date value is expired."],
  SignatureNonceUsed: [400, "Specified signature nonce was used already."],
  "Throttling.User": [400, "Request was denied due to user flow control."],
} as const satisfies Record<Acs3Fault | "Throttling.User", readonly [number, string]>;

/** Refusals of the gateway before the service, which come with a status of their own. */
export function aliyunGatewayError(Code: keyof typeof gatewayErrors): ProviderReply {
  const [status, Message] = gatewayErrors[Code];
  const RequestId = requestId();
  const Recommend = `https://api.aliyun.com/troubleshoot?q=${Code}&product=Dysmsapi&requestId=${RequestId}`;
  return { status, body: { RequestId, HostId: "dysmsapi.aliyuncs.com", Code, Message, Recommend } };
}

export function aliyunOk(fields: object = {}): ProviderReply {
  return { body: { RequestId: requestId(), ...fields, Code: "OK", Message: "OK" } };
}

function requestId(): string {
  return randomUUID().toUpperCase();
}
