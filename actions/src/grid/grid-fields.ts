import { GridSlug } from "@belfry/plugin-kit";

export const GridField = GridSlug.describe("The grid. It is saved beforehand, by a person or by the API.");
