export function OrderNew() {
  return null;
}
