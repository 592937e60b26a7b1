/** Did anything go wrong in the page that no assertion looks at? Collects console errors, exceptions and CSP violations. */
import type { BrowserContext } from "@playwright/test";

/** The findings of one test, over all its windows. */
export class Watch {
  private readonly findings: string[] = [];
  private readonly expected = new Map<RegExp, number>();

  /** Says that findings like this one belong to the test; it fails when none turns up. */
  expect(pattern: RegExp): void {
    this.expected.set(pattern, 0);
  }

  /** Watches every page that is or will be opened in the context. Call it before the first page. */
  async attach(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      if (message.type() === "error") this.add(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.add(`exception: ${error.error().stack ?? error.error().message}`));
    await context.exposeFunction("reportPolicyViolation", (text: string) => this.add(`CSP: ${text}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { reportPolicyViolation: (text: string) => void })
          .reportPolicyViolation;
        report(
          `${event.effectiveDirective} blocked ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`,
        );
      });
    });
  }

  /** What remains to be explained: findings nobody expected, and expectations that nothing met. */
  unexplained(): string[] {
    const unmet = [...this.expected].filter(([, count]) => count === 0);
    return [...this.findings, ...unmet.map(([pattern]) => `expected but never seen: ${pattern}`)];
  }

  private add(finding: string): void {
    for (const [pattern, count] of this.expected) {
      if (pattern.test(finding)) {
        this.expected.set(pattern, count + 1);
        return;
      }
    }
    this.findings.push(finding);
  }
}
