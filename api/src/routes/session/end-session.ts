import { z } from "zod";
import { defineRoute, noContent } from "../../contract/define-route.ts";
import { IdInput } from "../../schemas/common.ts";

export const endSession = defineRoute({
  method: "DELETE",
  path: "/v1/session/all/{session}",
  operation: "session.end",
  summary: "Signs the caller out at another place",
  permission: "signed-in",
  params: z.strictObject({ session: IdInput.max(2_147_483_647) }),
  response: noContent,
  errors: ["PERMISSION_DENIED", "SESSION_NOT_FOUND"],

  async handle({ access, params, caller, actor }) {
    await access.endOwnSession({ caller, actor, id: params.session });
  },
});
