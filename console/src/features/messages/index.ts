export { DeliveryStateMark } from "./DeliveryStateMark.tsx";
export { messageKeys } from "./message-queries.ts";
export { parseMessageSearch } from "./message-search.ts";
