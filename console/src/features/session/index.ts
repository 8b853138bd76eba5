export { AccountButton } from "./AccountButton.tsx";
export { parseLoginSearch } from "./login-search.ts";
export { PasswordOffer } from "./PasswordOffer.tsx";
export { sessionQuery } from "./session-queries.ts";
