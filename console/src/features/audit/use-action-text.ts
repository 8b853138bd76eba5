import { useTranslation } from "react-i18next";

/** What an action is called; one that this version does not know by its name. */
export function useActionText(): (action: string) => string {
  const { t } = useTranslation();
  const actions: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = t("audit.actions", {
    returnObjects: true,
  });
  return (action) => {
    const [noun = "", verb = ""] = action.split(".");
    return actions[noun]?.[verb] ?? action;
  };
}

/** The actions there are, as the filter offers them. */
export function useKnownActions(): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation();
  const actions: Readonly<Record<string, Readonly<Record<string, string>>>> = t("audit.actions", {
    returnObjects: true,
  });
  return Object.entries(actions).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, label]) => ({ value: `${noun}.${verb}`, label })),
  );
}
