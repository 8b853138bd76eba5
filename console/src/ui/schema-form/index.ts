export { readFormValues } from "./read-form-values.ts";
export type { FieldFault } from "./read-form-values.ts";
export { readSchemaFields } from "./schema-fields.ts";
export type { FormValues, SchemaField } from "./schema-fields.ts";
export { SchemaFormItems } from "./SchemaFormItems.tsx";
