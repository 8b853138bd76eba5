import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { JsonObject } from "../../schemas/common.ts";
import { GridParams, GridView } from "../../schemas/grid.ts";
import { expectedOf, IfMatchOrNone } from "../../schemas/preconditions.ts";

export const saveGrid = defineRoute({
  method: "PUT",
  path: "/v1/grids/{grid}",
  operation: "grids.save",
  summary: "Saves a grid: its dimensions and task types",
  description:
    "An invalid grid is refused as a whole, with every problem. Open cells of task types that it no longer names are retired; its dimensions cannot be changed any more. With `If-Match: <ETag>` it is saved only when nobody has changed it since, with `If-None-Match: *` only when it does not exist yet.",
  permission: "grids:write",
  reach: "scoped",
  mayCreate: true,
  params: GridParams,
  headers: IfMatchOrNone,
  body: JsonObject.describe("A grid, as the schema `Grid` describes it."),
  bodyLimitBytes: 4 * 1024 * 1024,
  example: {
    body: {
      grid: "shop-data",
      name: "店铺数据",
      labels: { team: "students" },
      dimensions: [
        { dimension: "platform", name: "平台" },
        { dimension: "shop", name: "店铺" },
      ],
      taskTypes: [
        {
          task: "badscore",
          name: "差评数据采集",
          where: { platform: ["pdd"] },
          period: -1,
          worker: "external",
          column: "badsscore_status",
        },
        { task: "kpi_weekly", name: "客服绩效（周度）", schedule: "weekly", period: [-9, -3], worker: "external" },
      ],
    },
  },
  response: GridView,
  errors: ["GRID_INVALID", "GRID_EXISTS", "LABEL_NOT_ALLOWED", "PRECONDITION_FAILED"],

  async handle({ engine, params, headers, body, actor, scope, http }) {
    if (body["grid"] !== params.grid) {
      const message = `The grid names itself ${JSON.stringify(body["grid"])}, the address names it "${params.grid}".`;
      const remedy = "Use one name in both places.";
      throw new AppError("GRID_INVALID", { problems: [{ path: "grid", message, remedy }] });
    }
    const saved = await engine.saveGrid(body, { by: actor, scope, ...expectedOf(headers) });
    http.setRevision(saved.revision);
    return saved;
  },
});
