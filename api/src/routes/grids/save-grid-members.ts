import { defineRoute } from "../../contract/define-route.ts";
import { GridParams, MemberCounts, MembersBody } from "../../schemas/grid.ts";
import { given } from "../given.ts";

export const saveGridMembers = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/members",
  operation: "grids.saveMembers",
  summary: "Makes or changes members of a grid, all of them or none; writing the same again changes nothing",
  description:
    "A cell exists only while its member is open: open cells of members that are closed or removed are retired, with the reason. With `replace` members that are not in the list are removed; an empty list is then refused.",
  permission: "grids:write",
  reach: "scoped",
  params: GridParams,
  body: MembersBody,
  bodyLimitBytes: 8 * 1024 * 1024,
  example: {
    body: {
      members: [
        { member: { platform: "pdd", shop: "拼多多店铺1" }, attributes: { cookie: true } },
        { member: { platform: "pdd", shop: "拼多多店铺2" }, opensOn: "2025-09-01" },
      ],
    },
  },
  response: MemberCounts,
  errors: ["GRID_NOT_FOUND", "GRID_MEMBERS_INVALID", "GRID_MEMBERS_EMPTY", "GRID_DIMENSION_UNKNOWN"],

  async handle({ engine, params, body: { members, merge, replace }, actor }) {
    return engine.saveGridMembers(params.grid, members.map(given), { by: actor, merge, replace });
  },
});
