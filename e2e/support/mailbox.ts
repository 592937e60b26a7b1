/** What has the product mailed? Reads the messages of the local mail folder. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import PostalMime from "postal-mime";

/** One message as its reader sees it. */
export type Mail = {
  file: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** Every http(s) address in the text and the HTML, each once, in order. */
  links: string[];
  attachments: { name: string; type: string; content: Buffer }[];
};

/** Which message is meant. */
export type MailFilter = { to?: string; subject?: RegExp };

function linksIn(text: string, html: string): string[] {
  const hrefs = [...html.matchAll(/href="(https?:[^"]+)"/g)].map((match) =>
    match[1]?.replaceAll("&amp;", "&"),
  );
  const plain = [...text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:)]/g)].map((match) => match[0]);
  return [...new Set([...plain, ...hrefs].filter((link) => link !== undefined))];
}

/** The local mail folder of one server. */
export class Mailbox {
  constructor(readonly folder: string) {}

  /** All messages, oldest first. */
  async all(): Promise<Mail[]> {
    const files = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    const names = files.filter((name) => name.endsWith(".eml")).sort();
    return Promise.all(names.map((name) => this.read(name)));
  }

  /** The newest message that fits; waits for it, `seconds` at most (mail leaves by the outbox, not at once). */
  async latest(filter: MailFilter, seconds = 60): Promise<Mail> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const mails = await this.all();
      const fits = mails.filter(
        (mail) =>
          (!filter.to || mail.to.includes(filter.to.toLowerCase())) &&
          (!filter.subject || filter.subject.test(mail.subject)),
      );
      const last = fits.at(-1);
      if (last) return last;
      if (Date.now() > end) {
        const seen = mails.map((mail) => `${mail.to.join(", ")}: ${mail.subject}`).join("\n  ") || "nothing";
        throw new Error(
          `no mail to ${filter.to ?? "anyone"} about ${filter.subject ?? "anything"}; in the folder:\n  ${seen}`,
        );
      }
      await sleep(100);
    }
  }

  private async read(file: string): Promise<Mail> {
    const parsed = await PostalMime.parse(await readFile(join(this.folder, file)), {
      attachmentEncoding: "arraybuffer",
    });
    const text = parsed.text ?? "";
    const html = parsed.html ?? "";
    return {
      file,
      to: (parsed.to ?? []).flatMap((entry) => (entry.address ? [entry.address.toLowerCase()] : [])),
      subject: parsed.subject ?? "",
      text,
      html,
      links: linksIn(text, html),
      attachments: parsed.attachments.map((attachment) => ({
        name: attachment.filename ?? "",
        type: attachment.mimeType,
        content: Buffer.from(attachment.content as ArrayBuffer),
      })),
    };
  }
}
