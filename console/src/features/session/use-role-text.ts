import { useTranslation } from "react-i18next";

/** What a role is called: built-in ones in the language of the console, own ones as they were named. */
export function useRoleText(): (role: string) => string {
  const { t } = useTranslation();
  const builtin: Readonly<Record<string, string | undefined>> = t("roles.builtin", { returnObjects: true });
  return (role) => (Object.hasOwn(builtin, role) ? (builtin[role] ?? role) : role);
}
