import { useTranslation } from "react-i18next";

/** What a permission allows, in words; one that this version does not know by its name. */
export function usePermissionText(): (permission: string) => string {
  const { t } = useTranslation();
  const nouns: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = t("permissions", {
    returnObjects: true,
  });
  return (permission) => {
    const [noun = "", verb = ""] = permission.split(":");
    return nouns[noun]?.[verb] ?? permission;
  };
}
