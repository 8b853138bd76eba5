import { defineRoute, noContent } from "../../contract/define-route.ts";
import { PolicyBody, PolicyParams } from "../../schemas/policy.ts";

export const savePolicy = defineRoute({
  method: "PUT",
  path: "/v1/policies/{policy}",
  operation: "policies.save",
  summary: "Writes a policy for messages, or replaces the one with its name",
  description:
    "Quiet hours and frequency caps are asked at the moment at which a message would be sent; what they decide stands with its reason at the recipient. What a message may hold is asked when it is handed in. It works everywhere a second later.",
  permission: "settings:write",
  params: PolicyParams,
  body: PolicyBody,
  example: {
    body: {
      definition: {
        kind: "quiet-hours",
        from: "22:00",
        until: "07:00",
        timeZone: "Asia/Shanghai",
        channels: ["aliyun-sms"],
      },
    },
  },
  response: noContent,
  errors: [],

  async handle({ notify, params, body, actor }) {
    await notify.savePolicy({ name: params.policy, ...body }, { by: actor });
  },
});
