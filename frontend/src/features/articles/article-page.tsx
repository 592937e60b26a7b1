/** What is this article, and what does it cost? */
import { Alert, Badge, Button, Title } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconArchive from "@tabler/icons-react/dist/esm/icons/IconArchive.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { showUndo } from "@/ui/undo.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { ArticleFacts, ArticleFields, articleFieldLabel, articleFieldWords } from "./article-fields.tsx";
import classes from "./articles.module.css";
import { type ArticleForm, articleForm, articleInput } from "./details.ts";
import { Kit } from "./kit.tsx";
import { type Article, articleQuery, useArchiveArticle, useReplaceArticle } from "./queries.ts";

const route = getRouteApi("/inside/artiklar/$articleId");

/** The page of an article. */
export function ArticlePage() {
  const { articleId } = route.useParams();
  const query = useQuery(articleQuery(articleId));
  return <Loaded query={query}>{(article) => <Known key={article.id} article={article} />}</Loaded>;
}

function Known({ article }: { article: Article }) {
  const { t } = useTranslation();
  const { mutate, error, isPending } = useArchiveArticle();
  const archive = (archived: boolean) =>
    mutate(
      { article, archived },
      {
        onSuccess: (now) =>
          showUndo({
            text: t(archived ? "articles.archivedDone" : "articles.unarchivedDone", { name: now.name }),
            undo: t("common.undo"),
            onUndo: () => mutate({ article: now, archived: !archived }),
          }),
      },
    );
  return (
    <Page
      title={article.name}
      back={{ to: "/artiklar" }}
      narrow
      subtitle={`${t("articles.number")} ${article.number} · ${t(`common.kinds.${article.kind}`)}`}
      beside={
        article.archived && (
          <Badge variant="light" color="gray" className="status" tt="none">
            {t("articles.archived")}
          </Badge>
        )
      }
    >
      <ProblemAlert error={error} />
      {article.archived && (
        <Alert color="gray" variant="light" icon={<IconArchive aria-hidden />}>
          {t("articles.archivedText")}
        </Alert>
      )}
      <section className={classes.card} aria-labelledby="article-details">
        <div className={classes.cardHead}>
          <Title order={2} size="h4" id="article-details">
            {t("articles.details")}
          </Title>
          {article.actions.includes("unarchive") && (
            <Button variant="default" loading={isPending} onClick={() => archive(false)}>
              {t("articles.unarchive")}
            </Button>
          )}
        </div>
        {article.actions.includes("replace") ? (
          <Details
            article={article}
            archive={
              article.actions.includes("archive") && (
                <Button variant="subtle" color="gray" loading={isPending} onClick={() => archive(true)}>
                  {t("articles.archive")}
                </Button>
              )
            }
          />
        ) : (
          <ArticleFacts article={articleForm(article)} />
        )}
      </section>
      <Kit article={article} />
    </Page>
  );
}

function Details({ article, archive }: { article: Article; archive: ReactNode }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replace = useReplaceArticle(article.id);
  const edit = useEditForm<ArticleForm, Article>({
    thing: article,
    values: (thing) => articleForm(thing),
    check: ({ unit_price_ore }): Record<string, string> =>
      unit_price_ore === null ? { unit_price_ore: t("articles.priceMissing") } : {},
    send: (form, version) =>
      replace.mutateAsync({ version: version ?? article.version, body: articleInput(form) }),
    read: () => client.fetchQuery({ ...articleQuery(article.id), staleTime: 0 }),
    onSaved: () => showNotification({ color: "green", message: t("articles.replaced") }),
  });
  return (
    <EditFormFrame
      edit={edit}
      label={t("articles.details")}
      fieldLabel={(path) => articleFieldLabel(t, path)}
      show={(field, value) => articleFieldWords(t, field, value)}
      // What is written would be lost with the form.
      beside={!edit.dirty() && archive}
    >
      <ArticleFields form={edit.form} exists />
    </EditFormFrame>
  );
}
