import { useTranslation } from "react-i18next";

/** Says what a provider is called; one that is not known is called by its id. */
export function useProviderText(): (provider: string) => string {
  const { t } = useTranslation();
  return (provider) => t(`sandbox.providers.${provider as "wecom"}`, { defaultValue: provider });
}
