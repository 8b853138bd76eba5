export { parseMessageStatisticsSearch } from "./message-statistics-search.ts";
