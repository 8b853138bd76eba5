import type { Actor } from "@belfry/model";

/** Who does what a test does. */
export const tester: Actor = { kind: "person", name: "test", address: null, requestId: null };
