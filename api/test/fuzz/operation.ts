/** An operation of the OpenAPI document, as a stranger reads it: nothing here knows our contracts. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string;
  readonly reach: string;
  /** Permissions that it needs besides. */
  readonly alsoNeeds: readonly string[];
  /** The body in its example. */
  readonly exampleBody: unknown;
  readonly parameters: readonly Parameter[];
  /** The schema of its JSON body. */
  readonly body: JsonSchema | undefined;
  /** What its body is sent as. */
  readonly mediaType: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >;
  /** What its references lead to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

interface RawOperation {
  readonly operationId: string;
  readonly "x-permission": string;
  readonly "x-reach": string;
  readonly "x-also-needs"?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>>;
  };
  readonly responses: Operation["responses"];
}

export function operationsOf(document: Readonly<Record<string, unknown>>): Operation[] {
  const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  const { schemas } = document["components"] as { readonly schemas: Operation["schemas"] };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const [mediaType = "application/json"] = Object.keys(operation.requestBody?.content ?? {});
      return {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        permission: operation["x-permission"],
        reach: operation["x-reach"],
        alsoNeeds: operation["x-also-needs"] ?? [],
        exampleBody: operation.requestBody?.content[mediaType]?.example,
        parameters: operation.parameters ?? [],
        body: operation.requestBody?.content[mediaType]?.schema,
        responses: operation.responses,
        schemas,
        mediaType: mediaType === "*/*" ? "application/json" : mediaType,
      };
    }),
  );
}
