export { parseStatisticsSearch } from "./statistics-search.ts";
