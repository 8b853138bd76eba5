import { defineRoute } from "../../contract/define-route.ts";
import { GridParams, MembersRemoved, RemoveMembersBody } from "../../schemas/grid.ts";

export const removeGridMembers = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/members/remove",
  operation: "grids.removeMembers",
  summary: "Removes members by their names; their open cells are retired",
  permission: "grids:write",
  reach: "scoped",
  params: GridParams,
  body: RemoveMembersBody,
  example: { body: { members: [{ platform: "pdd", shop: "拼多多店铺2" }] } },
  response: MembersRemoved,
  errors: ["GRID_NOT_FOUND", "GRID_MEMBERS_INVALID"],

  handle: ({ engine, params, body, actor }) => engine.removeGridMembers(params.grid, body.members, { by: actor }),
});
