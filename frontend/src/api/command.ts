/** How is a change sent once, even when its answer was lost? */

/**
 * Keys for repeated sending: the same content keeps its key until it is known to have succeeded, so that a second
 * click or a retry after a cut connection is answered as the first one was.
 */
export class Command {
  private content: string | null = null;
  private key = "";

  /** The `Idempotency-Key` for this content. */
  keyFor(content: unknown): string {
    const text = JSON.stringify(content) ?? "";
    if (this.content !== text) {
      this.content = text;
      this.key = crypto.randomUUID();
    }
    return this.key;
  }

  /** The change is done: the same content sent again means a new change. */
  done(): void {
    this.content = null;
  }
}
