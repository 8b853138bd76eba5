import fastifySwagger from "@fastify/swagger";
import { fastify } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { routes } from "../routes/all-routes.ts";
import { describeExamples } from "./examples.ts";
import { routeSchema, routeUrl } from "./route-schema.ts";

/** An OpenAPI 3.1 document, as plain JSON. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

/** Describes the API from the contracts of its routes. Pure: nothing listens and nothing is asked. */
export async function openApiDocument(version: string): Promise<OpenApiDocument> {
  const app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Belfry",
        version,
        description:
          "Rules, executions, messages and everything around them. Errors are problem documents (RFC 9457); dates are RFC 3339 in UTC.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: "belfry_session",
            description:
              "The cookie that a login sets. With a port in the address that stands in its name, as in belfry_session_4200; over https the name begins with __Host-.",
          },
          token: {
            type: "http",
            scheme: "bearer",
            description:
              "An API key as `ID.SECRET`, the token it was exchanged for, or the token of the local command line.",
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  for (const route of routes) {
    app.route({ method: route.method, url: routeUrl(route), schema: routeSchema(route), handler: () => undefined });
  }
  await app.ready();
  const document = app.swagger() as unknown as OpenApiDocument;
  await app.close();
  addRawBodies(document);
  const plain = JSON.parse(JSON.stringify(withoutUnusedSchemas(document))) as OpenApiDocument;
  const paths = plain["paths"] as Record<string, Record<string, Parameters<typeof describeExamples>[0]>>;
  for (const route of routes) {
    const operation = paths[route.path]?.[route.method.toLowerCase()];
    if (operation !== undefined) describeExamples(operation, route);
  }
  return plain;
}

/** What the server does not check before the work begins stands in the document all the same. */
function addRawBodies(document: OpenApiDocument): void {
  const paths = document["paths"] as Record<string, Record<string, { requestBody?: unknown }>>;
  for (const { path, method, rawBody } of routes) {
    const operation = paths[path]?.[method.toLowerCase()];
    if (rawBody === undefined || operation === undefined) continue;
    const content = Object.entries(rawBody).map(([mediaType, schema]) => [mediaType, { schema: inputSchema(schema) }]);
    operation.requestBody = { required: true, content: Object.fromEntries(content) as unknown };
  }
}

/** Named schemas stand among the components, where those for input have this ending. */
function inputSchema(schema: z.ZodType): unknown {
  const id = schema.meta()?.["id"];
  if (typeof id === "string") return { $ref: `#/components/schemas/${id}Input` };
  if (schema instanceof z.ZodArray) return { type: "array", items: inputSchema(schema.element as z.ZodType) };
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: "input" });
  return described;
}

/** Each named schema is offered once as input and once as output; what no route refers to is left out. */
function withoutUnusedSchemas(document: OpenApiDocument): OpenApiDocument {
  const components = document["components"] as { schemas: Record<string, unknown> };
  const used = new Set<string>();
  const visit = (value: unknown) => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(components.schemas[name] ?? null);
    }
  };
  visit(document["paths"]);
  const schemas = Object.fromEntries(
    Object.entries(components.schemas)
      .filter(([name]) => used.has(name))
      .toSorted(([a], [b]) => a.localeCompare(b, "en")),
  );
  return { ...document, components: { ...components, schemas } };
}
