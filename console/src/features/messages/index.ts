export { ProviderSaid } from "./ProviderSaid.tsx";
export { DeliveryStateMark } from "./DeliveryStateMark.tsx";
export { deliveryStates, messageKeys } from "./message-queries.ts";
export { parseMessageSearch } from "./message-search.ts";
