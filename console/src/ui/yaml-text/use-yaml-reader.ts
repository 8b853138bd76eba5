import { useTranslation } from "react-i18next";
import { readYamlObject, type ReadObject } from "./read-yaml-object.ts";

/** Reads texts with what is wrong in them told in the language of the console. @param noObject what is said of a text that is valid and no object */
export function useYamlReader(noObject: string): (text: string) => ReadObject {
  const { t } = useTranslation();
  return (text) =>
    readYamlObject(text, {
      noObject,
      fault: (code, reason) => (code === "other" ? t("yaml.other", { reason }) : t(`yaml.${code}`)),
    });
}
