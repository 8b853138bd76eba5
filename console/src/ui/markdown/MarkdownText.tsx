import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { markdownBlocks, type Block, type Inline, type Line } from "./markdown-blocks.ts";
import styles from "./MarkdownText.module.css";

/** Markdown as a chat shows it. Pictures are named and not loaded: whoever looks is not told to the place where they lie. */
export function MarkdownText({ text }: { readonly text: string }): ReactElement {
  return (
    <div className={styles["text"]}>
      {numbered(markdownBlocks(text)).map(({ key, item }) => (
        <Shown key={key} block={item} />
      ))}
    </div>
  );
}

function Shown({ block }: { readonly block: Block }): ReactElement {
  switch (block.kind) {
    case "heading":
      // A heading of a message is none of the page around it.
      return (
        <p className={styles[`heading${Math.min(block.level, 3)}`]}>
          <strong>{inlines(block.line)}</strong>
        </p>
      );
    case "lines":
      return <p>{broken(block.lines)}</p>;
    case "quote":
      return <blockquote>{broken(block.lines)}</blockquote>;
    case "list": {
      const items = numbered(block.lines).map(({ key, item }) => <li key={key}>{inlines(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return (
        <table>
          <thead>
            <tr>
              {numbered(block.head).map(({ key, item }) => (
                <th key={key} scope="col">
                  {inlines(item)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {numbered(block.rows).map(({ key, item: row }) => (
              <tr key={key}>
                {numbered(row).map((cell) => (
                  <td key={cell.key}>{inlines(cell.item)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "code":
      return <pre>{block.text}</pre>;
    case "rule":
      return <hr />;
  }
}

function Piece({ inline }: { readonly inline: Inline }): ReactNode {
  const { t } = useTranslation();
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code>{inline.text}</code>;
    case "mention":
      return <span className={styles["mention"]}>{`@${inline.text}`}</span>;
    case "strong":
      return <strong>{inlines(inline.inside)}</strong>;
    case "emphasis":
      return <em>{inlines(inline.inside)}</em>;
    case "coloured":
      return <span className={styles[inline.colour] ?? ""}>{inlines(inline.inside)}</span>;
    case "image":
      return t("common.pictureOf", { name: inline.text === "" ? inline.address : inline.text });
    case "link":
      // Anything else than a page would be opened by the console itself.
      return /^https?:\/\//i.test(inline.address) ? (
        <a href={inline.address} target="_blank" rel="noreferrer noopener">
          {inline.text}
        </a>
      ) : (
        `${inline.text} (${inline.address})`
      );
  }
}

function inlines(line: Line): ReactNode {
  return numbered(line).map(({ key, item }) => <Piece key={key} inline={item} />);
}

function broken(lines: readonly Line[]): ReactNode {
  return numbered(lines).map(({ key, item }) => (
    <span key={key} className={styles["line"]}>
      {inlines(item)}
    </span>
  ));
}

/** A text that is shown never changes its order: the place is the key. */
function numbered<T>(items: readonly T[]): { readonly key: number; readonly item: T }[] {
  return items.map((item, key) => ({ key, item }));
}
