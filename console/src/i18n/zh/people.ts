/** Whoever signs in: themselves, and those who look after them. */
export const people = {
  session: {
    title: "登录",
    lead: "到点敲钟，告知该知道的人。",
    name: "用户名",
    password: "密码",
    submit: "登录",
    firstLoginHint: "首次登录：用户名和密码印在启动 Belfry 的终端里。",
    signOut: "退出登录",
    signedInAs: "已登录：{{name}}",
    account: "账户",
    changeOffer: "您可能还在使用首次启动时生成的密码，建议现在改成自己的。",
    changeNow: "修改密码",
    changeLater: "不再提示",
  },
} as const;
