/** The permissions of one noun: to see comes before to change. */
export interface PermissionGroup {
  readonly noun: string;
  readonly permissions: readonly string[];
}

/** `rules:read`, `rules:write` … by their noun. */
export function permissionGroups(permissions: readonly string[]): readonly PermissionGroup[] {
  const groups = Map.groupBy(permissions, (permission) => permission.slice(0, permission.indexOf(":")));
  return [...groups].map(([noun, grouped]) => ({
    noun,
    permissions: grouped.toSorted((a, b) => Number(b.endsWith(":read")) - Number(a.endsWith(":read"))),
  }));
}
