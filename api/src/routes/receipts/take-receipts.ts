import { z } from "zod";
import { defineRoute, download } from "../../contract/define-route.ts";
import { slowDown } from "../../http/slow-down.ts";
import { ReceiptParams, ReceiptQuery, receiptRequest } from "./receipt-request.ts";

export const takeReceipts = defineRoute({
  method: "POST",
  path: "/v1/receipts/{channel}/{account}/{token}",
  operation: "receipts.take",
  summary: "Takes what a provider says later of messages of an account",
  description:
    "The address is made by POST /v1/accounts/{channel}/{name}/receipt-address. The answer is what the provider wants to hear; until it hears it, it posts the same again, which changes nothing. A wrong token is refused in the same words as an account that is not there, each further time after a longer wait.",
  permission: "anyone",
  reach: "everybody",
  params: ReceiptParams,
  query: ReceiptQuery,
  rawBody: { "*/*": z.unknown().describe("What the provider posts.") },
  bodyLimitBytes: 1_048_576,
  response: download,
  errors: ["RECEIPT_REFUSED", "RECEIPT_TOO_EARLY", "TOO_MANY_ATTEMPTS"],

  async handle({ notify, params, query, raw, http, hookThrottle }) {
    const guess = { throttle: hookThrottle, name: `${params.channel}/${params.account}`, address: http.address };
    const { mediaType, body } = await slowDown(guess, () => notify.takeReceipts(params, receiptRequest(raw, query)));
    return { fileName: "answer", mediaType, body: Buffer.from(body) };
  },
});
