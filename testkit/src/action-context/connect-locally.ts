import { createGuardedConnect } from "@belfry/access";

/** The way out for channels under test: to this machine, and to public addresses as everywhere. */
export const connectLocally = createGuardedConnect({ allow: { hosts: ["127.0.0.0/8", "::1"] } });
