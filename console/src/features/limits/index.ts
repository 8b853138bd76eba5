export { Limits } from "./Limits.tsx";
