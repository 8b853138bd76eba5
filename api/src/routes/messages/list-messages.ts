import { defineRoute } from "../../contract/define-route.ts";
import { MessageQuery, MessageSummary } from "../../schemas/message.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { given } from "../given.ts";

export const listMessages = defineRoute({
  method: "GET",
  path: "/v1/messages",
  operation: "messages.list",
  summary: "Lists messages, newest first",
  permission: "messages:read",
  reach: "scoped",
  query: MessageQuery,
  response: pageOf(MessageSummary),
  errors: [],

  async handle({ notify, query, scope }) {
    const { execution, label, channel, state, recipient, rule, template, businessKey, from, until } = query;
    const filter = given({
      executionId: execution,
      labels: label,
      channel,
      state,
      recipient,
      rule,
      template,
      businessKey,
    });
    return readPage(query, (page) => notify.listMessages({ ...page, ...filter, ...given({ from, until }), scope }));
  },
});
