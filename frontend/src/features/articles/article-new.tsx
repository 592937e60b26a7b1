export function ArticleNew() {
  return null;
}
