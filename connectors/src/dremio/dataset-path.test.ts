import { expect, test } from "vitest";
import { datasetParts, refreshStatement } from "./dataset-path.ts";

test.each([
  ["minio.warehouse.ods", ["minio", "warehouse", "ods"]],
  ['"minio".warehouse.ods', ["minio", "warehouse", "ods"]],
  ['"minio.local"."a ""b"""', ["minio.local", 'a "b"']],
  [" minio . 仓库 ", ["minio", "仓库"]],
  ["minio.dt=2025-10-03", ["minio", "dt=2025-10-03"]],
])("%s has the parts %j", (path, parts) => {
  expect(datasetParts(path)).toEqual(parts);
});

test.each(["", "minio", "minio.", ".minio", "a..b", 'a."b', 'a."b"c', 'a.b" REFRESH METADATA; DROP TABLE x; --'])(
  "%s is no name of a dataset",
  (path) => {
    expect(() => datasetParts(path)).toThrow(/is no name of a dataset/);
  },
);

test("a part cannot end the quotes that it stands in", () => {
  expect(refreshStatement(['a" REFRESH METADATA; DROP TABLE "b'])).toBe(
    'ALTER PDS "a"" REFRESH METADATA; DROP TABLE ""b" REFRESH METADATA',
  );
});
