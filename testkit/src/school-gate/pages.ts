/** The title that tells a logged-in browser from one that is still at the login page. */
const gateTitle = "公寓出入安全分析系统";

/** The login form of the university. Every hidden field has to come back, as with any CAS server. */
export function loginPage(options: {
  readonly action: string;
  readonly loginKey: string;
  readonly error?: string | undefined;
  readonly username?: string | undefined;
  readonly withSubmit: boolean;
}): string {
  const { action, loginKey, error, username = "", withSubmit } = options;
  return page(
    "统一身份认证平台",
    `<form id="fm1" action="${escapeHtml(action)}" method="post">
      ${error === undefined ? "" : `<div id="msg" class="errors">${escapeHtml(error)}</div>`}
      <label for="username">用户名</label>
      <input id="username" name="username" type="text" autocomplete="off" value="${escapeHtml(username)}">
      <label for="password">密码</label>
      <input id="password" name="password" type="password" autocomplete="off" value="">
      <input type="hidden" name="lt" value="${escapeHtml(loginKey)}">
      <input type="hidden" name="execution" value="e1s1">
      <input type="hidden" name="_eventId" value="submit">
      ${withSubmit ? '<input class="btn-submit" name="submit" type="submit" value="登录">' : ""}
    </form>`,
  );
}

export function indexPage(): string {
  return page(gateTitle, `<h1>${gateTitle}</h1>\n    <div id="app">出入记录</div>`);
}

export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escapeHtml(text)}</p>`);
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><title>${title}</title></head>
  <body>
    ${body}
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
