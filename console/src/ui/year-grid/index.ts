export { YearGrid } from "./YearGrid.tsx";
export type { GridDay } from "./YearGrid.tsx";
