/**
 * A Tencent Cloud SMS that answers as the real one does: status 200 whatever happens, one code for each number, and
 * receipts that are posted until they are taken.
 *
 * Source: https://cloud.tencent.com/document/api/382/55981
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
import { listOf, parseObject, textOf } from "../json-fields.ts";
import { tc3Fault } from "./check-tc3.ts";
import { TencentMessages } from "./tencent-messages.ts";
import { tencentError } from "./tencent-replies.ts";

export interface TencentSmsFakeOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default `AKID-belfry` */
  readonly secretId?: string;
  /** @default `tencent-secret` */
  readonly secretKey?: string;
  /** @default 1400006666 */
  readonly sdkAppId?: string;
  /** Approved signatures. @default 学工处 */
  readonly signNames?: readonly string[];
  /** Approved templates by their ids; values stand as `{1}`. @default 100 (a notice) and 200 (a code) */
  readonly templates?: Readonly<Record<string, SmsTemplate>>;
  /** Numbers that it calls incorrect. @default +8613800000404 */
  readonly illegalNumbers?: readonly string[];
}

export interface TencentSmsFake extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly ReceivedSms[];
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
  readonly requests: readonly SeenRequest[];
  /** Where receipts are posted, three seconds after the message. */
  pushReceiptsTo(url: string | undefined): void;
  /** Posts the receipts that are due by the clock. Returns how many. With the machine's clock they go by themselves. */
  pushReceipts(): Promise<number>;
  /** How many receipts were given up. */
  readonly droppedReceipts: number;
  close(): Promise<void>;
}

const standardTemplates: Readonly<Record<string, SmsTemplate>> = {
  100: { text: "{1}" },
  200: { text: "验证码{1}，5分钟内有效。", kind: "otp" },
};

/** Starts a Tencent Cloud SMS. */
export async function startTencentSmsFake(options: TencentSmsFakeOptions = {}): Promise<TencentSmsFake> {
  const { clock = { now: Date.now }, secretId = "AKID-belfry", secretKey = "tencent-secret" } = options;
  const { sdkAppId = "1400006666", signNames = ["学工处"], templates = standardTemplates } = options;
  const { illegalNumbers = ["+8613800000404"] } = options;
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  // How often it repeats is not published; like this the other provider does.
  const pusher = new ReceiptPusher({ clock, waitsMs: [60_000, 300_000, 600_000], isTaken: isTakenReceipt });
  const messages = new TencentMessages({ clock, sdkAppId, signNames, templates, illegalNumbers, pusher });

  const brought = (body: Readonly<Record<string, unknown>>): BroughtMessage => ({
    to: listOf(body["PhoneNumberSet"]).map(textOf),
    kind: textOf(body["TemplateId"]),
    text: messages.textOf(body),
  });

  async function send(body: Readonly<Record<string, unknown>>, response: ServerResponse): Promise<void> {
    const read = messages.read(body);
    const answer = (fate: Parameters<TencentMessages["take"]>[1]) =>
      "body" in read ? read : messages.take(read, fate);
    await answerMessage(
      response,
      { chaos, log },
      {
        message: brought(body),
        throttled: () => answer("throttled"),
        bounced: () => answer("undeliverable"),
        refusal: () => ("body" in read ? read : undefined),
        take: () => answer("delivered"),
      },
    );
  }

  const server = await startLoopbackServer((request, response) => {
    const fault = tc3Fault(request, { secretId, secretKey, now: clock.now() });
    const body = parseObject(request.body) ?? {};
    if (fault !== undefined && request.headers["x-tc-action"] === "SendSms")
      return refuseMessage(response, log, brought(body), tencentError(fault));
    if (fault !== undefined) return sendReply(response, tencentError(fault));
    switch (request.headers["x-tc-action"]) {
      case "SendSms":
        return send(body, response);
      case "PullSmsSendStatusByPhoneNumber":
        return sendReply(response, messages.status(body));
      default:
        return sendReply(response, tencentError("InvalidAction"));
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

function isTakenReceipt(status: number, body: string): boolean {
  return status === 200 && parseObject(body)?.["result"] === 0;
}
