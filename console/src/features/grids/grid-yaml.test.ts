import { expect, test } from "vitest";
import { gridYaml } from "./grid-yaml.ts";

test("a grid is written with its name first, and so are its task types", () => {
  const text = gridYaml({
    taskTypes: [{ retry: { attempts: 2 }, name: "差评", task: "badscore" }],
    name: "店铺",
    dimensions: [{ name: "店铺", dimension: "shop" }],
    grid: "shops",
  });
  expect(text).toBe(
    [
      "grid: shops",
      "name: 店铺",
      "dimensions:",
      "  - dimension: shop",
      "    name: 店铺",
      "taskTypes:",
      "  - task: badscore",
      "    name: 差评",
      "    retry:",
      "      attempts: 2",
      "",
    ].join("\n"),
  );
});
