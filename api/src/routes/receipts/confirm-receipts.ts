import { defineRoute, download } from "../../contract/define-route.ts";
import { ReceiptParams, ReceiptQuery, receiptRequest } from "./receipt-request.ts";

export const confirmReceipts = defineRoute({
  method: "GET",
  path: "/v1/receipts/{channel}/{account}/{token}",
  operation: "receipts.confirm",
  summary: "Answers a provider that asks whether the address for receipts is there",
  description: "WeChat asks so when the address is entered, and signs its question.",
  permission: "anyone",
  reach: "everybody",
  params: ReceiptParams,
  query: ReceiptQuery,
  response: download,
  errors: ["RECEIPT_REFUSED"],

  async handle({ notify, params, query, raw }) {
    const { mediaType, body } = await notify.confirmReceipts(params, receiptRequest(raw, query));
    return { fileName: "answer", mediaType, body: Buffer.from(body) };
  },
});
