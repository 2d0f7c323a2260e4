/** The chart of a curve. It alone loads ECharts. */
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import { formatYuan, parseYuan } from '../../../../engine/units/index.ts';
import { useIsDark, useSettings } from '../../parts/settings.ts';
import { useWords } from '../../parts/use-words.ts';
import { filled, type Words } from '../../words/words.ts';
import type { Curve } from './curve.ts';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const FEN_OF_YUAN = 100;

interface CurveChartProps {
  readonly curve: Curve;
  /** The cost that the form tells. */
  readonly nowFen: number;
}

export default function CurveChart({ curve, nowFen }: CurveChartProps): ReactNode {
  const { w } = useWords();
  const { isLarge } = useSettings();
  const isDark = useIsDark();
  const box = useRef<HTMLDivElement>(null);
  // Theme and size change what the style sheet says of colours and letters.
  const look = `${isDark}-${isLarge}`;
  useEffect(() => {
    if (!box.current || look === '') return;
    const chart = init(box.current, null, { renderer: 'svg' });
    chart.setOption(optionOf(curve, nowFen, w, getComputedStyle(box.current)));
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [curve, nowFen, w, look]);
  const until = formatYuan(curve.points.at(-1)?.costFen ?? 0);
  const label = filled(w.curveLabel, { until });
  return <div ref={box} className="chart" role="img" aria-label={label} />;
}

function optionOf(curve: Curve, nowFen: number, w: Words, style: CSSStyleDeclaration) {
  const token = (name: string) => style.getPropertyValue(name).trim();
  const fontSize = Number.parseInt(style.fontSize, 10);
  const text = { color: token('--ink-soft'), fontSize: fontSize * 0.8 };
  const axis = (name: string) => ({
    type: 'value' as const,
    name,
    nameLocation: 'middle' as const,
    nameGap: fontSize * 2,
    nameTextStyle: text,
    axisLabel: { ...text, hideOverlap: true },
    splitLine: { lineStyle: { color: token('--line') } },
  });
  const mark = (costFen: number, name: string, color: string) => ({
    xAxis: costFen / FEN_OF_YUAN,
    name,
    lineStyle: { color, type: 'dashed' as const },
    label: { formatter: name, color, fontSize: fontSize * 0.8 },
  });
  return {
    animation: false,
    grid: { left: fontSize * 5, right: fontSize * 2, top: fontSize * 2.5, bottom: fontSize * 3.5 },
    tooltip: {
      trigger: 'axis' as const,
      valueFormatter: (value: unknown) => formatYuan(fenOf(value)),
      axisPointer: { label: { show: false } },
    },
    xAxis: axis(w.curveAxisCost),
    yAxis: { ...axis(w.curveAxisPerson), nameGap: fontSize * 3.6 },
    series: [
      {
        type: 'line' as const,
        name: w.comparePerson,
        symbol: 'none',
        lineStyle: { width: 3, color: token('--accent') },
        itemStyle: { color: token('--accent') },
        areaStyle: { color: token('--accent'), opacity: 0.12 },
        data: curve.points.map(({ costFen, personFen }) => [
          costFen / FEN_OF_YUAN,
          personFen / FEN_OF_YUAN,
        ]),
        markLine: {
          symbol: 'none',
          data: [
            mark(nowFen, w.curveNow, token('--ink')),
            ...curve.cliffs.map(({ after }) =>
              mark(after.costFen, w.curveCliff, token('--danger')),
            ),
          ],
        },
      },
    ],
  };
}

/** The chart counts in yuan; back to the fen that it was made of. */
function fenOf(value: unknown): number {
  return typeof value === 'number' ? (parseYuan(value.toFixed(2)) ?? 0) : 0;
}
