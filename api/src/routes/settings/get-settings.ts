import { Settings } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";

export const getSettings = defineRoute({
  method: "GET",
  path: "/v1/settings",
  operation: "settings.get",
  summary: "Gives the settings of the installation",
  permission: "settings:read",
  response: Settings,
  errors: [],

  async handle({ access }) {
    return access.settings.get();
  },
});
