import { createClient } from "@belfry/client";

/** The API of the server this page came from; the session cookie goes along by itself. */
export const belfry = createClient({ baseUrl: "" });
