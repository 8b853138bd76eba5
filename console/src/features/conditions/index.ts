export { ConditionTester } from "./ConditionTester.tsx";
