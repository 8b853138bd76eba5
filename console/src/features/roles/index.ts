export { PermissionPicker } from "./PermissionPicker.tsx";
export { roleListQuery } from "./role-queries.ts";
export { usePermissionText } from "./use-permission-text.ts";
