import { defineRoute } from "../../contract/define-route.ts";
import { NewUser, UserDraft } from "../../schemas/user.ts";

export const createUser = defineRoute({
  method: "POST",
  path: "/v1/users",
  operation: "users.create",
  summary: "Adds a person with a generated password, which is shown once",
  description: "Nobody can give a role with permissions that they do not have themselves.",
  permission: "users:write",
  body: UserDraft,
  example: {
    body: { name: "han.meimei", displayName: "Han Meimei", email: "han.meimei@campus.example", role: "editor" },
  },
  response: NewUser,
  errors: ["USER_EXISTS", "ROLE_NOT_FOUND"],

  async handle({ access, body, caller, actor }) {
    return access.users.create({ caller, actor }, body);
  },
});
