/**
 * An Aliyun SMS that answers as the real one does: refusals of the service with status 200 and the truth in `Code`, those
 * of its gateway with a status of their own, and receipts that are posted until they are taken.
 *
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms
 */
import type { ServerResponse } from "node:http";
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { answerMessage, refuseMessage, sendReply } from "../answer-message.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
import { ExchangeLog, type BroughtMessage } from "../exchange-log.ts";
import { serverBounds } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import { ReceiptPusher } from "../receipt-pusher.ts";
import type { ReceivedSms, SmsTemplate } from "../received-sms.ts";
import { parseObject } from "../json-fields.ts";
import { AliyunMessages, type AliyunSms } from "./aliyun-messages.ts";
import { aliyunError, aliyunGatewayError, aliyunLimit, aliyunOk } from "./aliyun-replies.ts";
import { acs3Fault } from "./check-acs3.ts";

export interface AliyunSmsFakeOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default `LTAI-belfry` */
  readonly accessKeyId?: string;
  /** @default `aliyun-secret` */
  readonly accessKeySecret?: string;
  /** Approved signatures. @default 学工处 */
  readonly signNames?: readonly string[];
  /** Approved templates by their codes; values stand as `${name}`. @default SMS_100 (a notice) and SMS_200 (a code) */
  readonly templates?: Readonly<Record<string, SmsTemplate>>;
  /** Numbers that it calls illegal. @default 13800000404 */
  readonly illegalNumbers?: readonly string[];
}

export interface AliyunSmsFake extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly ReceivedSms[];
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
  readonly requests: readonly SeenRequest[];
  /** Where receipts are posted; three seconds after the message, again after 1, 5 and 10 minutes. */
  pushReceiptsTo(url: string | undefined): void;
  /** Posts the receipts that are due by the clock. Returns how many. With the machine's clock they go by themselves. */
  pushReceipts(): Promise<number>;
  /** How many receipts were given up. */
  readonly droppedReceipts: number;
  close(): Promise<void>;
}

const standardTemplates: Readonly<Record<string, SmsTemplate>> = {
  SMS_100: { text: "${content}" },
  SMS_200: { text: "您的验证码为${code}，5分钟内有效。", kind: "otp" },
};

/** Starts an Aliyun SMS. */
export async function startAliyunSmsFake(options: AliyunSmsFakeOptions = {}): Promise<AliyunSmsFake> {
  const { clock = { now: Date.now }, accessKeyId = "LTAI-belfry", accessKeySecret = "aliyun-secret" } = options;
  const { signNames = ["学工处"], templates = standardTemplates, illegalNumbers = ["13800000404"] } = options;
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const pusher = new ReceiptPusher({
    clock,
    waitsMs: [60_000, 300_000, 600_000],
    isTaken: (status, body) => status === 200 && typeof parseObject(body)?.["code"] === "number",
  });
  const messages = new AliyunMessages({ clock, signNames, templates, illegalNumbers, pusher });
  const nonces = new Map<string, true>();

  async function send({ query }: SeenRequest, response: ServerResponse): Promise<void> {
    const read = messages.read(query);
    await answerMessage(
      response,
      { chaos, log },
      {
        message: broughtBy(query, read),
        throttled: () => aliyunGatewayError("Throttling.User"),
        bounced: () => (read.ok ? messages.take(read, "undeliverable") : aliyunError("isv.INVALID_PARAMETERS")),
        refusal: () => {
          if (!read.ok) return read.reply;
          const over = messages.overLimit(read);
          return over === undefined ? undefined : aliyunLimit(over.span, over.permits);
        },
        take: () => (read.ok ? messages.take(read, "delivered") : aliyunOk()),
      },
    );
  }

  const server = await startLoopbackServer((request, response) => {
    const fault = acs3Fault(request, { accessKeyId, accessKeySecret, now: clock.now(), nonces });
    const isMessage = request.headers["x-acs-action"] === "SendSms";
    if (fault !== undefined && isMessage)
      return refuseMessage(response, log, broughtBy(request.query), aliyunGatewayError(fault));
    if (fault !== undefined) return sendReply(response, aliyunGatewayError(fault));
    switch (request.headers["x-acs-action"]) {
      case "SendSms":
        return send(request, response);
      case "QuerySendDetails":
        return sendReply(response, messages.details(request.query));
      default:
        return sendReply(response, { status: 404, body: { Code: "InvalidAction.NotFound", Message: "not found" } });
    }
  }, serverBounds);
  const posting = options.clock === undefined ? setInterval(() => void pusher.pushDue(), 1_000).unref() : undefined;
  const close = async () => {
    clearInterval(posting);
    chaos.clear();
    await server[Symbol.asyncDispose]();
  };
  return {
    url: server.url,
    received: messages.received,
    chaos,
    log,
    requests: server.requests,
    pushReceiptsTo: (url) => pusher.pushTo(url),
    pushReceipts: () => pusher.pushDue(),
    get droppedReceipts() {
      return pusher.dropped;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function broughtBy(query: URLSearchParams, read?: AliyunSms | { readonly ok: false }): BroughtMessage {
  const to = (query.get("PhoneNumbers") ?? "").split(",");
  return { to, kind: query.get("TemplateCode") ?? "", text: read?.ok === true ? read.text : "" };
}
