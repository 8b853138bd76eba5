import { Settings, SettingsPatch } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";

export const changeSettings = defineRoute({
  method: "PATCH",
  path: "/v1/settings",
  operation: "settings.change",
  summary: "Changes settings of the installation; what is not named stays",
  permission: "settings:write",
  body: SettingsPatch,
  example: { body: { approvals: { recipientsAbove: 200 } } },
  response: Settings,
  errors: [],

  async handle({ access, body, actor }) {
    return access.settings.change(body, actor);
  },
});
