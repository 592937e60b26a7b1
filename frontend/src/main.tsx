/** How does the app begin? Language, then session, then the page. */
import "./app/styles.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { preferredLanguage, speak } from "./i18n/index.ts";
import { showDensity } from "./lib/preferences.ts";

// The kit's scroll lock asks for the nonce under this name.
Object.assign(globalThis, {
  __webpack_nonce__: document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content,
});

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
showDensity();
await speak(preferredLanguage());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
