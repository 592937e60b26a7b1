export function CustomerNew() {
  return null;
}
