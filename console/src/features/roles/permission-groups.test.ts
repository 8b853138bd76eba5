import { expect, test } from "vitest";
import { permissionGroups } from "./permission-groups.ts";

test("permissions stand together by their noun, and to see comes before to change", () => {
  expect(permissionGroups(["personal-data:manage", "rules:read", "personal-data:read"])).toEqual([
    { noun: "personal-data", permissions: ["personal-data:read", "personal-data:manage"] },
    { noun: "rules", permissions: ["rules:read"] },
  ]);
});
