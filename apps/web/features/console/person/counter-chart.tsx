/** The counters of a year as lines that fill up. It alone loads ECharts. */
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useMemo } from 'react';
import type { Lang } from '../../../../../engine/explain/index.ts';
import { type Drawing, useChart } from '../../../parts/use-chart.ts';
import { useWords } from '../../../parts/use-words.ts';
import { filled } from '../../../words/words.ts';
import type { Year } from './answers.ts';
import { billsOf, counterRows } from './counter-table.tsx';

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const FEN_OF_YUAN = 100;
const TONES = 8;
/** Of the legend, in letters. */
const ROW = 1.65;
const MARK = 4;

export default function CounterChart({ year }: { readonly year: Year }): ReactNode {
  const { w, lang } = useWords();
  const drawing = useMemo((): Drawing => {
    const rows = counterRows(year).filter(({ unit }) => unit === 'fen');
    return { optionOf: (place) => optionOf(year, rows, lang, place) };
  }, [year, lang]);
  const box = useChart(drawing);
  const label = filled(w.countersChart, { year: String(year.year) });
  return <div ref={box} className="chart counters-chart" role="img" aria-label={label} />;
}

function optionOf(
  year: Year,
  rows: ReturnType<typeof counterRows>,
  lang: Lang,
  place: HTMLElement,
) {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const letter = Number.parseInt(getComputedStyle(place).fontSize, 10);
  const text = { color: token('ink'), fontSize: letter, fontFamily: token('font') };
  const axis = { axisLabel: text, axisLine: { lineStyle: { color: token('field-line') } } };
  // A name that is too long ends in dots; the table above has it whole.
  const fitted = { width: place.clientWidth - letter * MARK, overflow: 'truncate' };
  return {
    animation: false,
    textStyle: text,
    grid: {
      left: letter,
      right: letter * 2,
      top: letter,
      bottom: letter * (1 + rows.length * ROW),
      containLabel: true,
    },
    legend: { orient: 'vertical', left: 0, bottom: 0, textStyle: { ...text, ...fitted } },
    tooltip: { trigger: 'axis', confine: true },
    xAxis: { type: 'category', data: billsOf(year).map(({ on }) => on), ...axis },
    yAxis: { type: 'value', ...axis, splitLine: { lineStyle: { color: token('line') } } },
    series: rows.map(({ values, ...name }, index) => ({
      name: name[lang],
      type: 'line',
      step: 'end',
      color: token(`tone-${index % TONES}`),
      symbolSize: letter / 2,
      data: values.map((value) => (value === null ? null : value / FEN_OF_YUAN)),
    })),
  };
}
