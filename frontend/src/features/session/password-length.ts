/** Is a new password long enough? Counted as the server counts. */

/** The fewest characters of a new password. */
export const MIN_PASSWORD = 15;

/** How many characters a password has: letters with their marks are one, whatever keyboard wrote them. */
export function passwordLength(password: string): number {
  return [...password.normalize("NFC")].length;
}
