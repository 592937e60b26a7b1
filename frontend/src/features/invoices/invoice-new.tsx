export function InvoiceNew() {
  return null;
}
