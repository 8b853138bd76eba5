import type { ProviderReply } from "../answer-message.ts";
import { addBounded, setBounded } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import { RateWindow } from "../rate-window.ts";
import type { ReceiptPusher } from "../receipt-pusher.ts";
import { billedSegments, type ReceivedSms, type SmsTemplate } from "../received-sms.ts";
import { tencentError, tencentOk, tencentStatus, type TencentStatus } from "./tencent-replies.ts";

export interface TencentMessagesOptions {
  readonly clock: FakeClock;
  readonly sdkAppId: string;
  readonly signNames: readonly string[];
  readonly templates: Readonly<Record<string, SmsTemplate>>;
  readonly illegalNumbers: readonly string[];
  readonly pusher: ReceiptPusher;
}

export interface TencentRequest {
  readonly numbers: readonly string[];
  readonly signName: string;
  readonly templateId: string;
  readonly params: readonly unknown[];
  readonly session: string;
}

type Fate = "delivered" | "undeliverable";

interface Sent {
  readonly shown: ReceivedSms;
  readonly fate: Fate;
  readonly reportAt: number;
}

/** What one number may get, unless the account says otherwise. Source: https://cloud.tencent.com/document/product/382/3784 */
const LIMITS = [
  { status: "LimitExceeded.PhoneNumberThirtySecondLimit", most: 1, windowMs: 30_000, kind: "otp" },
  { status: "LimitExceeded.PhoneNumberOneHourLimit", most: 5, windowMs: 3_600_000, kind: "otp" },
  { status: "LimitExceeded.PhoneNumberDailyLimit", most: 50, windowMs: 86_400_000, kind: "notice" },
] as const;

const REPORT_MS = 3_000;

/** The messages of an application at Tencent Cloud: each number has its own answer. */
export class TencentMessages {
  readonly received: ReceivedSms[] = [];
  readonly #options: TencentMessagesOptions;
  readonly #windows = new Map<string, RateWindow>();
  readonly #sent: Sent[] = [];
  #serial = 1_045_710_669_157_053_657_849_499_619n;

  constructor(options: TencentMessagesOptions) {
    this.#options = options;
  }

  /** Reads the body of SendSms, or says why the whole of it is refused. */
  read(body: Readonly<Record<string, unknown>>): TencentRequest | ProviderReply {
    const numbers = list(body["PhoneNumberSet"]).map(String);
    if (body["SmsSdkAppId"] !== this.#options.sdkAppId) return tencentError("InvalidParameterValue.SdkAppIdNotExist");
    if (numbers.length === 0) return tencentError("MissingParameter.EmptyPhoneNumberSet");
    if (numbers.length > 200) return tencentError("LimitExceeded.PhoneNumberCountLimit");
    const domestic = numbers.filter((number) => number.startsWith("+86")).length;
    if (domestic !== 0 && domestic !== numbers.length)
      return tencentError("UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber");
    return {
      numbers,
      signName: textOf(body["SignName"]),
      templateId: textOf(body["TemplateId"]),
      params: list(body["TemplateParamSet"]),
      session: textOf(body["SessionContext"]),
    };
  }

  /** The answer for a request that is not refused as a whole. `throttled`: every number is over its limit. */
  take(request: TencentRequest, fate: Fate | "throttled"): ProviderReply {
    const SendStatusSet = request.numbers.map((number) => this.#takeOne(request, number, fate));
    const isSeen = fate === "delivered" && SendStatusSet.some(({ Code }) => Code === "Ok");
    return { ...tencentOk({ SendStatusSet }), ...(!isSeen && { unseen: true }) };
  }

  /** PullSmsSendStatusByPhoneNumber. */
  status(body: Readonly<Record<string, unknown>>): ProviderReply {
    const now = this.#options.clock.now();
    const begin = Number(body["BeginTime"] ?? 0) * 1_000;
    const end = body["EndTime"] === undefined ? Infinity : Number(body["EndTime"]) * 1_000;
    const offset = Number(body["Offset"] ?? 0);
    const found = this.#sent.filter(
      ({ shown, reportAt }) =>
        shown.to === body["PhoneNumber"] && reportAt <= now && shown.at.getTime() >= begin && shown.at.getTime() <= end,
    );
    const PullSmsSendStatusSet = found.slice(offset, offset + Number(body["Limit"] ?? 100)).map((sent) => ({
      UserReceiveTime: Math.floor(sent.reportAt / 1_000),
      CountryCode: countryOf(sent.shown.to),
      SubscriberNumber: subscriberOf(sent.shown.to),
      PhoneNumber: sent.shown.to,
      SerialNo: sent.shown.providerId,
      ReportStatus: sent.fate === "delivered" ? "SUCCESS" : "FAIL",
      Description: sent.fate === "delivered" ? "DELIVRD" : "UNDELIV",
      SessionContext: sent.shown.key,
    }));
    return tencentOk({ PullSmsSendStatusSet });
  }

  #takeOne(request: TencentRequest, number: string, fate: Fate | "throttled") {
    const { templateId, session } = request;
    const text = this.#shownText(request);
    const Code = fate === "throttled" ? LIMITS[0].status : this.#refusal(request, number);
    if (Code !== "Ok" || text === undefined || fate === "throttled") return this.#answer(number, session, Code);
    const { clock, pusher } = this.#options;
    this.#serial += 1n;
    const shown: ReceivedSms = {
      at: new Date(clock.now()),
      to: number,
      template: templateId,
      text,
      key: session,
      providerId: `5000:${this.#serial}`,
      segments: billedSegments(text),
    };
    const sent = { shown, fate, reportAt: clock.now() + REPORT_MS };
    addBounded(this.#sent, sent);
    addBounded(this.received, shown);
    pusher.add(receiptOf(sent), sent.reportAt);
    return { ...this.#answer(number, session, "Ok"), SerialNo: shown.providerId, Fee: shown.segments };
  }

  /** What a phone would show of the body of SendSms; empty for a template that there is not. */
  textOf(body: Readonly<Record<string, unknown>>): string {
    const read = this.read(body);
    return "body" in read ? "" : (this.#shownText(read) ?? "");
  }

  #shownText({ signName, templateId, params }: TencentRequest): string | undefined {
    const template = this.#options.templates[templateId];
    if (template === undefined) return undefined;
    const text = template.text.replace(/\{(\d+)\}/g, (_, place: string) => textOf(params[Number(place) - 1]));
    return `【${signName}】${text}`;
  }

  #refusal({ signName, templateId, params }: TencentRequest, number: string): TencentStatus {
    const { signNames, templates, illegalNumbers, clock } = this.#options;
    if (!/^\+\d{8,15}$/.test(number) || illegalNumbers.includes(number))
      return "InvalidParameterValue.IncorrectPhoneNumber";
    if (!signNames.includes(signName)) return "FailedOperation.SignatureIncorrectOrUnapproved";
    const template = templates[templateId];
    const values = new Set([...(template?.text ?? "").matchAll(/\{(\d+)\}/g)].map(([, place]) => place)).size;
    if (template === undefined || values !== params.length || params.some((value) => typeof value !== "string"))
      return "FailedOperation.TemplateIncorrectOrUnapproved";
    const { kind = "notice" } = template;
    if (kind === "otp" && params.some((value) => !/^\d{1,6}$/.test(String(value))))
      return "InvalidParameterValue.TemplateParameterFormatError";
    for (const { status, most, windowMs, kind: limited } of LIMITS) {
      if (limited === "otp" && kind !== "otp") continue;
      const key = `${number} ${status}`;
      const window = this.#windows.get(key) ?? new RateWindow({ most, windowMs }, clock);
      setBounded(this.#windows, key, window);
      if (!window.take()) return status;
    }
    return "Ok";
  }

  #answer(PhoneNumber: string, SessionContext: string, Code: TencentStatus) {
    const IsoCode = PhoneNumber.startsWith("+86") ? "CN" : "";
    return { SerialNo: "", PhoneNumber, Fee: 0, SessionContext, Code, Message: tencentStatus[Code], IsoCode };
  }
}

function receiptOf({ shown, fate, reportAt }: Sent) {
  const received = new Date(reportAt + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  return {
    user_receive_time: received,
    nationcode: countryOf(shown.to),
    mobile: subscriberOf(shown.to),
    report_status: fate === "delivered" ? "SUCCESS" : "FAIL",
    errmsg: fate === "delivered" ? "DELIVRD" : "UNDELIV",
    description: fate === "delivered" ? "用户短信送达成功" : "用户短信接收失败",
    sid: shown.providerId,
  };
}

function countryOf(number: string): string {
  return number.startsWith("+86") ? "86" : number.slice(1, 4);
}

function subscriberOf(number: string): string {
  return number.slice(1 + countryOf(number).length);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
