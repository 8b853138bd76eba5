import { expect, test } from "vitest";
import { permissionGroups } from "./permission-groups.ts";

test("permissions stand together by their noun", () => {
  expect(permissionGroups(["personal-data:read", "rules:read", "personal-data:manage"])).toEqual([
    { noun: "personal-data", permissions: ["personal-data:read", "personal-data:manage"] },
    { noun: "rules", permissions: ["rules:read"] },
  ]);
});
