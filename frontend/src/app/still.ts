/** What doesn't move under a finger? Answers of the server wait while somebody presses, so that the press hits what was seen. */

/** The longest that answers wait, in milliseconds: a finger that never lifts holds nothing up. */
const LONGEST_MILLIS = 1000;
/** How long after the finger has lifted a click may still come. */
const CLICK_MILLIS = 300;

/** A timer that calls at the next turn; while somebody presses, at the turn after the click. */
export function untilReleased(page: EventTarget): (call: () => void) => void {
  let waiting: (() => void)[] = [];
  let pressed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    clearTimeout(timer);
    pressed = false;
    const calls = waiting;
    waiting = [];
    for (const call of calls) call();
  };
  const releaseIn = (millis: number) => {
    clearTimeout(timer);
    if (pressed) timer = setTimeout(release, millis);
  };
  const on = (event: string, react: () => void) =>
    page.addEventListener(event, react, { capture: true, passive: true });
  on("pointerdown", () => {
    pressed = true;
    releaseIn(LONGEST_MILLIS);
  });
  on("pointerup", () => releaseIn(CLICK_MILLIS));
  on("click", () => releaseIn(0));
  // The finger scrolls or drags: there will be no click.
  on("pointercancel", () => releaseIn(0));
  return (call) => {
    setTimeout(() => (pressed ? waiting.push(call) : call()), 0);
  };
}
