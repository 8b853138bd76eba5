export { YearGrid } from "./YearGrid.tsx";
