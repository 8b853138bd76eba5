export { WhatIfDialog } from "./WhatIfDialog.tsx";
