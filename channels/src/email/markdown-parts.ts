/**
 * A message in Markdown as a mail: the text as it was written, which is made to be read, and HTML of it. HTML within the
 * Markdown is shown and not obeyed, and only addresses that a mail may lead to become links: values of others stand in it.
 */
import { Marked } from "marked";

const LEADS_OUT = /^(https?:|mailto:|tel:)/i;

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    link({ href, tokens }) {
      const shown = this.parser.parseInline(tokens);
      return LEADS_OUT.test(href) ? `<a href="${escaped(href)}">${shown}</a>` : shown;
    },
    image: ({ href, text }) =>
      LEADS_OUT.test(href) ? `<img src="${escaped(href)}" alt="${escaped(text)}">` : escaped(text),
  },
});

/** The HTML of Markdown (GitHub's), for a mail. */
export function htmlOfMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
