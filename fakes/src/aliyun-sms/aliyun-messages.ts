import type { ProviderReply } from "../answer-message.ts";
import { addBounded, setBounded } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import { RateWindow } from "../rate-window.ts";
import type { ReceiptPusher } from "../receipt-pusher.ts";
import { billedSegments, type ReceivedSms, type SmsTemplate } from "../received-sms.ts";
import { aliyunError, aliyunOk } from "./aliyun-replies.ts";

export interface AliyunSms {
  readonly ok: true;
  /** As the query names them. */
  readonly numbers: readonly string[];
  readonly signName: string;
  readonly templateCode: string;
  readonly kind: "otp" | "notice";
  readonly text: string;
  readonly outId: string;
}

interface Sent {
  readonly shown: ReceivedSms;
  readonly number: string;
  readonly fate: "delivered" | "undeliverable";
  readonly reportAt: number;
}

export interface AliyunMessagesOptions {
  readonly clock: FakeClock;
  readonly signNames: readonly string[];
  readonly templates: Readonly<Record<string, SmsTemplate>>;
  readonly illegalNumbers: readonly string[];
  readonly pusher: ReceiptPusher;
}

/** What one number may get of one signature. Source: https://help.aliyun.com/zh/sms/user-guide/configure-delivery-thresholds */
const LIMITS = {
  otp: [
    { span: "分钟", permits: 1, windowMs: 60_000 },
    { span: "小时", permits: 5, windowMs: 3_600_000 },
    { span: "天", permits: 10, windowMs: 86_400_000 },
  ],
  notice: [{ span: "天", permits: 50, windowMs: 86_400_000 }],
} as const;

/** The network needs as long until a phone has confirmed a message. */
const REPORT_MS = 3_000;

/** The messages of an Aliyun account: what is taken, what it is asked about, and what it reports. */
export class AliyunMessages {
  readonly received: ReceivedSms[] = [];
  readonly #options: AliyunMessagesOptions;
  readonly #windows = new Map<string, RateWindow>();
  readonly #sent: Sent[] = [];
  #lastBizId = 900_619_746_936_498_440n;

  constructor(options: AliyunMessagesOptions) {
    this.#options = options;
  }

  /** Reads the query of SendSms. */
  read(query: URLSearchParams): AliyunSms | { readonly ok: false; readonly reply: ProviderReply } {
    const { signNames, templates, illegalNumbers } = this.#options;
    const numbers = (query.get("PhoneNumbers") ?? "").split(",");
    if (numbers.length > 1_000) return refused(aliyunError("isv.MOBILE_COUNT_OVER_LIMIT"));
    if (numbers.some((number) => !/^\+?\d{8,15}$/.test(number) || illegalNumbers.includes(number)))
      return refused(aliyunError("isv.MOBILE_NUMBER_ILLEGAL"));
    const signName = query.get("SignName") ?? "";
    if (!signNames.includes(signName)) return refused(aliyunError("isv.SMS_SIGNATURE_ILLEGAL"));
    const templateCode = query.get("TemplateCode") ?? "";
    const template = templates[templateCode];
    if (template === undefined) return refused(aliyunError("isv.SMS_TEMPLATE_ILLEGAL"));
    const params = paramsOf(query.get("TemplateParam") ?? "{}");
    if (params === undefined) return refused(aliyunError("isv.INVALID_JSON_PARAM"));
    const names = [...template.text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? "");
    if (names.some((name) => params[name] === undefined))
      return refused(aliyunError("isv.TEMPLATE_MISSING_PARAMETERS"));
    const text = template.text.replace(/\$\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
    const { kind = "notice" } = template;
    return {
      ok: true,
      numbers,
      signName,
      templateCode,
      kind,
      text: `【${signName}】${text}`,
      outId: query.get("OutId") ?? "",
    };
  }

  /** The limit of a number that a message goes beyond. */
  overLimit({ numbers, signName, kind }: AliyunSms): (typeof LIMITS)[keyof typeof LIMITS][number] | undefined {
    for (const number of numbers) {
      for (const limit of LIMITS[kind]) {
        const key = [number, signName, kind, limit.span].join(" ");
        const known = this.#windows.get(key);
        const window = known ?? new RateWindow({ most: limit.permits, windowMs: limit.windowMs }, this.#options.clock);
        setBounded(this.#windows, key, window);
        if (!window.take()) return limit;
      }
    }
    return undefined;
  }

  take(message: AliyunSms, fate: Sent["fate"]): ProviderReply {
    const { clock, pusher } = this.#options;
    this.#lastBizId += 1n;
    const BizId = String(this.#lastBizId);
    for (const number of message.numbers) {
      const shown: ReceivedSms = {
        at: new Date(clock.now()),
        to: /^1\d{10}$/.test(number) ? `+86${number}` : `+${number.replace("+", "")}`,
        template: message.templateCode,
        text: message.text,
        key: message.outId,
        providerId: BizId,
        segments: billedSegments(message.text),
      };
      const sent: Sent = { shown, number, fate, reportAt: clock.now() + REPORT_MS };
      addBounded(this.#sent, sent);
      addBounded(this.received, shown);
      pusher.add(receiptOf(sent), sent.reportAt);
    }
    return { ...aliyunOk({ BizId }), ...(fate === "undeliverable" && { unseen: true }) };
  }

  /** QuerySendDetails. */
  details(query: URLSearchParams): ProviderReply {
    const now = this.#options.clock.now();
    const bizId = query.get("BizId");
    const found = this.#sent.filter(
      ({ shown, number }) =>
        number === query.get("PhoneNumber") &&
        chinaTime(shown.at.getTime()).slice(0, 10).replaceAll("-", "") === query.get("SendDate") &&
        (bizId === null || shown.providerId === bizId),
    );
    const size = Number(query.get("PageSize") ?? 10);
    const start = (Number(query.get("CurrentPage") ?? 1) - 1) * size;
    const SmsSendDetailDTO = found.slice(start, start + size).map(({ shown, number, fate, reportAt }) => ({
      PhoneNum: number,
      SendStatus: reportAt > now ? 1 : fate === "delivered" ? 3 : 2,
      ErrCode: reportAt > now ? "" : errCode(fate),
      TemplateCode: shown.template,
      Content: shown.text,
      SendDate: chinaTime(shown.at.getTime()),
      ...(reportAt <= now && { ReceiveDate: chinaTime(reportAt) }),
      OutId: shown.key,
    }));
    return aliyunOk({ TotalCount: found.length, SmsSendDetailDTOs: { SmsSendDetailDTO } });
  }
}

function receiptOf({ shown, number, fate, reportAt }: Sent) {
  return {
    phone_number: number,
    send_time: chinaTime(shown.at.getTime()),
    report_time: chinaTime(reportAt),
    success: fate === "delivered",
    err_code: errCode(fate),
    err_msg: fate === "delivered" ? "用户接收成功" : "手机停机",
    sms_size: String(shown.segments),
    biz_id: shown.providerId,
    out_id: shown.key,
  };
}

function errCode(fate: Sent["fate"]): string {
  return fate === "delivered" ? "DELIVERED" : "MOBILE_NOT_ON_SERVICE";
}

/** As Aliyun writes times: those of China, without saying so. */
function chinaTime(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

function paramsOf(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, string>)
      : undefined;
  } catch {
    return undefined; // refused in the provider's own words
  }
}

function refused(reply: ProviderReply): { readonly ok: false; readonly reply: ProviderReply } {
  return { ok: false, reply };
}
