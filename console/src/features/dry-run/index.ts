export { DryRunDrawer } from "./DryRunDrawer.tsx";
