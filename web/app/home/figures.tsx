import { SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Failed } from '../ui/states.tsx';
import { Bars } from './bars.tsx';
import classes from './home.module.css';
import { figuresOf } from './numbers.ts';

const spans = [7, 14, 30] as const;

export const FiguresSection = () => {
  const { t } = useI18n();
  const format = useFormat();
  const [days, setDays] = useState<number>(14);
  const { data, error, reload } = useResource(at('summarise', { query: { days: days } }), { pollMs: 20_000 });
  const figures = data && figuresOf(data.days);
  const dash = '–';
  const tiles = figures && [
    { name: t('home.sent'), value: format.number(figures.sent.value), bars: figures.sent.perDay },
    {
      name: t('home.answerRate'),
      value: figures.answered.value === null ? dash : format.percent(figures.answered.value),
      bars: figures.answered.perDay,
    },
    {
      name: t('home.answerTime'),
      value: figures.answerTime.value === null ? dash : format.span(figures.answerTime.value),
      bars: figures.answerTime.perDay,
    },
    { name: t('home.goals'), value: format.number(figures.goals.value), bars: figures.goals.perDay },
    { name: t('home.tokens'), value: format.compact(figures.tokens.value), bars: figures.tokens.perDay },
  ];
  return (
    <section className="stack" aria-labelledby="figures">
      <div className="row">
        <h2 id="figures">{t('home.figures')}</h2>
        <SegmentedControl
          className="push"
          size="xs"
          aria-label={t('home.span')}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={spans.map((span) => ({ value: String(span), label: t('home.days', { count: span }) }))}
        />
      </div>
      {error && !data ? (
        <Failed error={error} onRetry={reload} />
      ) : (
        <div className={classes.tiles}>
          {tiles
            ? tiles.map(({ name, value, bars }) => (
                <div key={name} className={classes.tile}>
                  <div className="muted small">{name}</div>
                  <div className={classes.figure}>{value}</div>
                  <Bars values={bars} label={t('home.perDay', { name, days: bars.length })} />
                </div>
              ))
            : Array.from({ length: 5 }, (_, tile) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
                <Skeleton key={tile} className={classes.tileHeight ?? ''} radius="md" />
              ))}
        </div>
      )}
    </section>
  );
};
