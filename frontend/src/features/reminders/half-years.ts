/** When does a half-year begin? On 1 January and 1 July. */

/** The first day of the half-year after the one that begins on this day. */
export function nextHalfYear(startsOn: string): string {
  const year = Number(startsOn.slice(0, 4));
  return startsOn.slice(5, 7) === "01" ? `${year}-07-01` : `${year + 1}-01-01`;
}
