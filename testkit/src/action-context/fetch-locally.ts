import { createGuardedFetch } from "@belfry/access";

/** Requests of channels under test: to this machine, and to public addresses as everywhere. */
export const fetchLocally = createGuardedFetch({ allow: { hosts: ["127.0.0.0/8", "::1"] } });
