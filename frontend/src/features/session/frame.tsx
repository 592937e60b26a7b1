/** What stands around the pages on the way in? The product, what it does, the form, and the choice of language. */
import { Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageChoice } from "@/ui/language-choice.tsx";
import classes from "./frame.module.css";

type Props = { title: string; text?: ReactNode; children: ReactNode };

const POINTS = ["offers", "time", "invoices"] as const;

/** A page outside the log-in. */
export function Frame({ title, text, children }: Props) {
  const { t } = useTranslation();
  useDocumentTitle(`${title} · Flexibla Kontoret`);
  return (
    <div className={classes.page}>
      <aside className={classes.side} aria-label="Flexibla Kontoret">
        <Brand />
        <div className={classes.pitch}>
          <p className={classes.slogan}>{t("session.slogan")}</p>
          <ul className={classes.points}>
            {POINTS.map((point) => (
              <li key={point}>
                <IconCheck size={20} stroke={2.2} aria-hidden />
                {t(`session.point.${point}`)}
              </li>
            ))}
          </ul>
        </div>
        <p className={classes.small}>{t("session.small")}</p>
      </aside>
      <main className={classes.main}>
        <div className={classes.form}>
          <div className={classes.phoneBrand}>
            <Brand />
          </div>
          <Stack gap="lg">
            <div>
              <Title order={1} className={classes.title}>
                {title}
              </Title>
              {text && (
                <Text c="dimmed" mt={6} component="div">
                  {text}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </div>
        <div className={classes.language}>
          <LanguageChoice />
        </div>
      </main>
    </div>
  );
}

function Brand() {
  return (
    <span className={classes.brand}>
      <img src="/icon.svg" alt="" width={32} height={32} />
      Flexibla Kontoret
    </span>
  );
}
