/** What do the pages before the log-in look like? A calm card with the brand and a choice of language. */
import { Box, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language, speak } from "@/i18n/index.ts";
import classes from "./front-door.module.css";

type Props = { title: string; text?: string; children: ReactNode };

/** The card. */
export function FrontDoor({ title, text, children }: Props) {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${title} · Flexibla Kontoret`);
  return (
    <Box className={classes.ground}>
      <header className={classes.top}>
        <Group gap={10}>
          <img src="/icon.svg" alt="" width={30} height={30} />
          <Text fw={700}>Flexibla Kontoret</Text>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t("common.language")}
          data={LANGUAGES.map((language) => ({
            value: language as string,
            label: t(`common.languages.${language}`),
          }))}
          value={i18n.language}
          onChange={(language) => speak(language as Language, true)}
        />
      </header>
      <main className={classes.main}>
        <Paper withBorder radius="lg" p={{ base: "lg", xs: "xl" }} className={classes.card}>
          <Stack gap="lg">
            <div>
              <Title order={1} size="h2">
                {title}
              </Title>
              {text && (
                <Text c="dimmed" mt={6}>
                  {text}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
      </main>
    </Box>
  );
}
