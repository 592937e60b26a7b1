/** How is an article added? */
import { showNotification } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { companyQuery } from "@/api/pick.ts";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { ArticleFields, articleFieldLabel } from "./article-fields.tsx";
import classes from "./articles.module.css";
import { type ArticleForm, articleForm, articleInput } from "./details.ts";
import { type Article, useCreateArticle } from "./queries.ts";

/** The page of a new article. */
export function ArticleNew() {
  const { t } = useTranslation();
  return (
    <Page title={t("articles.new")} back={{ to: "/artiklar" }} narrow>
      <Loaded query={useQuery(companyQuery)}>{({ default_vat }) => <NewForm vat={default_vat} />}</Loaded>
    </Page>
  );
}

function NewForm({ vat }: { vat: Schema<"VatCode"> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateArticle();
  const edit = useEditForm<ArticleForm, Article>({
    thing: null,
    values: (article) => articleForm(article, vat),
    check: ({ unit_price_ore }): Record<string, string> =>
      unit_price_ore === null ? { unit_price_ore: t("articles.priceMissing") } : {},
    send: (form) => create.mutateAsync(articleInput(form)),
    onSaved: ({ id }) => {
      showNotification({ color: "green", message: t("articles.created") });
      navigate({ to: "/artiklar/$articleId", params: { articleId: id }, replace: true });
    },
  });
  return (
    <div className={classes.card}>
      <EditFormFrame edit={edit} label={t("articles.new")} fieldLabel={(path) => articleFieldLabel(t, path)}>
        <ArticleFields form={edit.form} exists={false} />
      </EditFormFrame>
    </div>
  );
}
