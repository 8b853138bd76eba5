import createClient from "openapi-fetch";
import type { components, paths } from "./api-schema.d.ts";

export type Schemas = components["schemas"];

/** The API of the server this page came from; the session cookie goes along by itself. */
export const api = createClient<paths>({ baseUrl: "/" });
