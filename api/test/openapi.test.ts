import { errorCatalog } from "@belfry/model";
import { permissions } from "@belfry/access";
import { expect, test } from "vitest";
import { openApiDocument } from "../src/index.ts";

const document = (await openApiDocument("1.2.3")) as {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
};
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  "x-permission": string;
  parameters?: { name: string; in: string; required: boolean }[];
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

test("it is an OpenAPI 3.1 document with the version of the product", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.info.version).toBe("1.2.3");
});

test("every reference leads to a schema, and every schema is used", () => {
  // An example may hold the schema of an action, with references of its own.
  const text = JSON.stringify(document, (key, value: unknown) => (key === "example" ? undefined : value));
  const targets = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!));
  const schemas = Object.keys(document.components.schemas);
  for (const target of targets) expect(schemas).toContain(target.replace("#/components/schemas/", ""));
  expect([...targets].map((target) => target.replace("#/components/schemas/", "")).toSorted()).toEqual(
    schemas.toSorted(),
  );
});

test("operations have unique names, a summary, one tag and a permission that exists", () => {
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const operation of operations) {
    expect(operation.operationId).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.tags).toEqual([operation.operationId.split(".")[0]]);
    expect([...permissions, "anyone", "signed-in"]).toContain(operation["x-permission"]);
  }
});

test("every parameter in a path is described as one, and the other way round", () => {
  for (const { path, parameters = [] } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const described = parameters.filter((parameter) => parameter.in === "path");
    expect(described.map(({ name }) => name).toSorted()).toEqual(inPath.toSorted());
    expect(described.every(({ required }) => required)).toBe(true);
  }
});

test("every error answer is a problem document and names codes of the catalog with that status", () => {
  for (const { responses } of operations) {
    for (const [status, { description, content = {} }] of Object.entries(responses)) {
      if (Number(status) < 400) continue;
      expect(Object.keys(content)).toEqual(["application/problem+json"]);
      const codes = [...description.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1] as keyof typeof errorCatalog);
      expect(codes.length).toBeGreaterThan(0);
      for (const code of codes) expect(errorCatalog[code].status).toBe(Number(status));
    }
  }
});
