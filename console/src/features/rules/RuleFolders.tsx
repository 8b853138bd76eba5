import { FolderOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "./rule-queries.ts";
import { foldersOf } from "./rule-folders.ts";
import styles from "./RuleFolders.module.css";
import type { RulesSearch } from "./rules-search.ts";

/** The folders of the rules, to look at one; nothing while no rule lies in any. */
export function RuleFolders(props: {
  readonly rules: readonly Rule[];
  readonly search: RulesSearch;
}): ReactElement | null {
  const { t } = useTranslation();
  const folders = foldersOf(props.rules);
  const { folder: chosen, ...everywhere } = props.search;
  if (folders.length === 0) return null;
  return (
    <nav aria-label={t("rules.folders")} className={styles["folders"]}>
      <ul>
        <li>
          <Link
            to="/rules"
            search={everywhere}
            activeOptions={{ exact: true }}
            className={`${styles["folder"]} ${chosen === undefined ? styles["chosen"] : ""}`}
          >
            <span className={styles["name"]}>{t("rules.allFolders")}</span>
            <span className={styles["count"]}>{props.rules.length}</span>
          </Link>
        </li>
        {folders.map(({ path, name, depth, count }) => (
          <li key={path}>
            <Link
              to="/rules"
              search={{ ...everywhere, folder: path }}
              activeOptions={{ exact: true }}
              className={`${styles["folder"]} ${chosen === path ? styles["chosen"] : ""}`}
              style={{ paddingInlineStart: `${10 + depth * 16}px` }}
            >
              <span aria-hidden="true">
                <FolderOutlined />
              </span>
              <span className={styles["name"]}>{name}</span>
              <span className={styles["count"]}>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
