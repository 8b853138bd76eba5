import { randomUUID } from "node:crypto";
import type { ProviderReply } from "../answer-message.ts";
import type { Tc3Fault } from "./check-tc3.ts";

/** Refusals of a whole request in the words of Tencent Cloud, which come with status 200. Source: https://cloud.tencent.com/document/api/382/55981 */
const errors = {
  "AuthFailure.SecretIdNotFound": "The SecretId is not found, please ensure that your SecretId is correct.",
  "AuthFailure.SignatureFailure": "The provided credentials could not be validated.",
  "AuthFailure.SignatureExpire": "Signature is expired.",
  RequestLimitExceeded: "Your current request times exceed the limit.",
  InvalidAction: "The request with this action is invalid.",
  "InvalidParameterValue.SdkAppIdNotExist": "sdkAppId not exist.",
  "LimitExceeded.PhoneNumberCountLimit": "Up to 200 mobile numbers can be sent in one request.",
  "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber":
    "Domestic and international phone numbers cannot be in one request.",
  "MissingParameter.EmptyPhoneNumberSet": "The phone number set is empty.",
} as const satisfies Record<Tc3Fault, string> & Record<string, string>;

export function tencentError(Code: keyof typeof errors): ProviderReply {
  return { body: { Response: { Error: { Code, Message: errors[Code] }, RequestId: randomUUID() } } };
}

export function tencentOk(fields: object): ProviderReply {
  return { body: { Response: { ...fields, RequestId: randomUUID() } } };
}

/** What one number may be told in an answer that is no refusal of the whole. */
export const tencentStatus = {
  Ok: "send success",
  "FailedOperation.SignatureIncorrectOrUnapproved": "signature is incorrect or unapproved",
  "FailedOperation.TemplateIncorrectOrUnapproved": "template is incorrect or unapproved",
  "FailedOperation.InsufficientBalanceInSmsPackage": "insufficient balance in SMS package",
  "InvalidParameterValue.IncorrectPhoneNumber": "incorrect phone number",
  "InvalidParameterValue.TemplateParameterFormatError": "verification code template parameter format error",
  "LimitExceeded.PhoneNumberThirtySecondLimit":
    "the number of SMS messages sent from a single mobile number within 30 seconds exceeds the upper limit",
  "LimitExceeded.PhoneNumberOneHourLimit":
    "the number of SMS messages sent from a single mobile number within 1 hour exceeds the upper limit",
  "LimitExceeded.PhoneNumberDailyLimit":
    "the number of SMS messages sent from a single mobile number every day exceeds the upper limit",
} as const;
export type TencentStatus = keyof typeof tencentStatus;
