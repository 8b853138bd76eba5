export { AccountButton } from "./AccountButton.tsx";
export { EntranceFrame } from "./EntranceFrame.tsx";
export { parseLoginSearch } from "./login-search.ts";
export { MaskedHint } from "./MaskedHint.tsx";
export type { Permission } from "./may.ts";
export { PasswordOffer } from "./PasswordOffer.tsx";
export { loginOptionsQuery, sessionQuery, useSignOut } from "./session-queries.ts";
export { useIsRestricted, useMay } from "./use-may.ts";
export { useRoleText } from "./use-role-text.ts";
