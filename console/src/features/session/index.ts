export { AccountButton } from "./AccountButton.tsx";
export { parseLoginSearch } from "./login-search.ts";
export type { Permission } from "./may.ts";
export { PasswordOffer } from "./PasswordOffer.tsx";
export { sessionQuery } from "./session-queries.ts";
export { useMay } from "./use-may.ts";
