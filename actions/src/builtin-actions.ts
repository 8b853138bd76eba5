import { definePlugin } from "@belfry/plugin-kit";
import { dingtalkSend } from "./chat/dingtalk-send.ts";
import { feishuSend } from "./chat/feishu-send.ts";
import { webhookSend } from "./chat/webhook-send.ts";
import { wecomAppSend } from "./chat/wecom-app-send.ts";
import { wecomSend } from "./chat/wecom-send.ts";
import { csvRead } from "./csv/csv-read.ts";
import { csvWrite } from "./csv/csv-write.ts";
import { sendEmail } from "./email/send-email.ts";
import { excelWrite } from "./excel/excel-write.ts";
import { fail } from "./flow/fail.ts";
import { noop } from "./flow/noop.ts";
import { gridGenerate } from "./grid/grid-generate.ts";
import { gridMembers } from "./grid/grid-members.ts";
import { gridTasks } from "./grid/grid-tasks.ts";
import { httpPaginate } from "./http/http-paginate.ts";
import { httpRequest } from "./http/http-request.ts";
import { httpWebhook } from "./http/webhook.ts";
import { incentiveRun } from "./incentive/incentive-run.ts";
import { incentiveTellings } from "./incentive/incentive-tellings.ts";
import { incentiveTold } from "./incentive/incentive-told.ts";
import { notifySend } from "./notify/notify-send.ts";
import { noticeSend } from "./notice/notice-send.ts";
import { recordDelete } from "./records/record-delete.ts";
import { recordGet } from "./records/record-get.ts";
import { recordList } from "./records/record-list.ts";
import { recordUpsert } from "./records/record-upsert.ts";
import { scriptRun } from "./script/script-run.ts";
import { smsSend } from "./sms/sms-send.ts";
import { transform } from "./transform/transform.ts";
import { wechatSend } from "./wechat/wechat-send.ts";

/** The actions that ship with Belfry. */
export const builtinActions = definePlugin({
  name: "@belfry/actions",
  version: "0.1.0",
  actions: [
    httpRequest,
    httpPaginate,
    httpWebhook,
    transform,
    excelWrite,
    csvRead,
    csvWrite,
    sendEmail,
    wecomSend,
    wecomAppSend,
    dingtalkSend,
    feishuSend,
    webhookSend,
    smsSend,
    wechatSend,
    scriptRun,
    fail,
    noop,
    noticeSend,
    notifySend,
    recordUpsert,
    recordGet,
    recordList,
    recordDelete,
    gridGenerate,
    gridMembers,
    gridTasks,
    incentiveRun,
    incentiveTellings,
    incentiveTold,
  ],
});
