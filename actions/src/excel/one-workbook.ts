import { createGate } from "@belfry/plugin-kit";

/** One workbook at a time: a thread that writes one keeps a core busy and about 100 MB of memory. */
export const oneWorkbook = createGate(1);
