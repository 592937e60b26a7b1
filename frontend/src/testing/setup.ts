/** What does every unit test of the app need? */
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Two cores are shared by all test files.
configure({ asyncUtilTimeout: 5000 });
afterEach(() => {
  cleanup();
  localStorage.clear();
});

// The test's DOM has neither; the kit asks for both.
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }) as MediaQueryList;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
// The kit measures text areas again when a font has come.
if (!document.fonts) Object.defineProperty(document, "fonts", { value: new EventTarget() });
// A test fetches what it wants alone.
window.requestIdleCallback = () => 0;
