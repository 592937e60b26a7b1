/** Of what is this article made? A kit becomes its parts on a document, so that work and material stay apart. */
import { ActionIcon, Badge, Button, Group, Text, Title } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formErrors } from "@/lib/field-words.ts";
import { showDecimal, showKr } from "@/lib/number.ts";
import { ArticlePicker } from "@/ui/article-picker.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { UnsavedGuard } from "@/ui/unsaved.tsx";
import classes from "./articles.module.css";
import { kitPrice, type Part, partOf, partsInput } from "./parts.ts";
import { type Article, useReplaceParts } from "./queries.ts";

/** The section. */
export function Kit({ article }: { article: Article }) {
  const { t } = useTranslation();
  const writes = article.actions.includes("replace");
  if (!writes && article.parts.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="article-kit">
      <div className={classes.cardHead}>
        <Title order={2} size="h4" id="article-kit">
          {t("articles.kit")}
        </Title>
      </div>
      <Text size="sm" c="dimmed" mb="sm">
        {t("articles.kitText")}
      </Text>
      {writes ? <Edit key={article.version} article={article} /> : <Shown parts={article.parts} />}
    </section>
  );
}

function Price({ parts }: { parts: Part[] }) {
  const { t } = useTranslation();
  const price = kitPrice(parts);
  if (parts.length === 0) return null;
  return (
    <Text fw={650} className="figures" role="status" mt="sm">
      {t("articles.kitPrice", { price: price === null ? "–" : showKr(price) })}
    </Text>
  );
}

function Shown({ parts }: { parts: Article["parts"] }) {
  return (
    <>
      <ul className={classes.parts}>
        {parts.map((part) => (
          <li key={part.article_id} className={classes.shown}>
            <Named part={part} />
            <span className="figures">
              {showDecimal(part.quantity_milli, 3)} {part.unit}
            </span>
          </li>
        ))}
      </ul>
      <Price parts={parts} />
    </>
  );
}

function Named({ part }: { part: Part }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm">{part.name}</Text>
      <Text size="xs" c="dimmed">
        {part.number} · {t(`common.kinds.${part.kind}`)} ·{" "}
        {t("articles.perUnit", { price: showKr(part.unit_price_ore), unit: part.unit })}
      </Text>
      {part.archived && (
        <Badge variant="light" color="gray" className="status" tt="none">
          {t("articles.archived")}
        </Badge>
      )}
    </div>
  );
}

function Edit({ article }: { article: Article }) {
  const { t } = useTranslation();
  const replace = useReplaceParts(article.id);
  const [parts, setParts] = useState<Part[]>(article.parts);
  const errors = formErrors(t, replace.error?.errors ?? []);
  const dirty = JSON.stringify(partsInput(parts)) !== JSON.stringify(partsInput(article.parts));
  const add = (chosen: Article) =>
    setParts((old) => (old.some((part) => part.article_id === chosen.id) ? old : [...old, partOf(chosen)]));
  const change = (id: string, quantity_milli: number | null) =>
    setParts((old) => old.map((part) => (part.article_id === id ? { ...part, quantity_milli } : part)));
  const save = () =>
    replace.mutate(
      { version: article.version, body: partsInput(parts) },
      { onSuccess: () => showNotification({ color: "green", message: t("articles.kitSaved") }) },
    );
  return (
    <>
      <UnsavedGuard dirty={() => dirty} />
      <ProblemAlert error={replace.error?.errors.length ? null : replace.error} />
      {typeof errors.parts === "string" && (
        <Text c="red" size="sm" role="alert">
          {t("articles.kitIsPart")}
        </Text>
      )}
      <ul className={classes.parts} aria-label={t("articles.kit")}>
        {parts.map((part, place) => (
          <li key={part.article_id} className={classes.part}>
            <Named part={part} />
            <DecimalInput
              aria-label={t("articles.quantityOf", { name: part.name })}
              decimals={3}
              value={part.quantity_milli}
              path={`parts.${place}.quantity_milli`}
              error={
                errors[`parts.${place}.quantity_milli`] ??
                (errors[`parts.${place}.article_id`] && t("articles.kitOfKits"))
              }
              rightSection={<Text size="xs">{part.unit}</Text>}
              rightSectionWidth={44}
              onChange={(value) => change(part.article_id, value)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t("articles.removePart", { name: part.name })}
              onClick={() =>
                setParts((old) => old.filter(({ article_id }) => article_id !== part.article_id))
              }
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Price parts={parts} />
      <Group gap="xs" mt="sm">
        <ArticlePicker label={t("articles.addPart")} onPick={add} />
        {dirty && (
          <>
            <Button
              loading={replace.isPending}
              disabled={parts.some(({ quantity_milli }) => !quantity_milli)}
              onClick={save}
            >
              {t("common.save")}
            </Button>
            <Button variant="default" onClick={() => setParts(article.parts)}>
              {t("common.cancel")}
            </Button>
          </>
        )}
      </Group>
    </>
  );
}
