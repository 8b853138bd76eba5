/**
 * Debian packages that tests need beside npm's. `npm test` installs those whose file is missing.
 *
 * `file` proves that the package is there, below `/` or below the cache folder of an installation without root.
 * `command` is what tests start; without root it becomes a small script in `.cache/debian/bin` that starts `program`
 * with the libraries and fonts of the cache folder.
 *
 * @typedef {{ name: string, file: string, command?: string, program?: string }} DebianPackage
 * @type {readonly DebianPackage[]}
 */
export const testPackages = [
  { name: "chromium", file: "usr/lib/chromium/chromium", command: "chromium", program: "usr/lib/chromium/chromium" },
  { name: "fonts-noto-cjk", file: "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" },
];
