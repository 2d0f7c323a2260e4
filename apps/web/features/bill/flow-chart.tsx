/** The drawing of the flow. It alone loads ECharts. */
import { SankeyChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { type EChartsType, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useMemo } from 'react';
import type { Lang } from '../../../../engine/explain/index.ts';
import { formatYuan } from '../../../../engine/units/index.ts';
import { TONES } from '../../parts/payer-bar.tsx';
import { type Drawing, useChart } from '../../parts/use-chart.ts';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import type { Bill } from './bill.ts';
import type { BillDetail, OnBillDetail } from './details.ts';
import { type Flow, type FlowNode, flowOf } from './flow.ts';

use([SankeyChart, TooltipComponent, SVGRenderer]);

interface FlowChartProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
}

export default function FlowChart({ bill, onDetail }: FlowChartProps): ReactNode {
  const { w, lang } = useWords();
  const flow = useMemo(() => flowOf(bill), [bill]);
  const drawing = useMemo(
    (): Drawing => ({
      optionOf: (place) => optionOf(flow, lang, place),
      onDrawn: (chart) => openOnClick(chart, onDetail),
    }),
    [flow, lang, onDetail],
  );
  const box = useChart(drawing);
  const counts = COLUMNS.map((one) => flow.nodes.filter(({ column }) => column === one).length);
  const height = Math.max(LEAST_HEIGHT, NODE_HEIGHT * Math.max(...counts));
  const said = flow.nodes
    .filter(({ column }) => column === 3)
    .map((node) => `${node[lang]} ${formatYuan(node.fen)}`)
    .join(lang === 'zh' ? '；' : '; ');
  return (
    <div
      ref={box}
      className="chart"
      style={{ height: `${height}rem` }}
      role="img"
      aria-label={filled(w.flowLabel, { parts: said })}
    />
  );
}

function openOnClick(chart: EChartsType, onDetail: OnBillDetail): void {
  chart.on('click', ({ data }) => {
    const detail = (data as { readonly detail?: BillDetail } | undefined)?.detail;
    if (detail) onDetail(detail);
  });
}

const FEN_OF_YUAN = 100;
const COLUMNS = [0, 1, 2, 3] as const;
/** In rem: room for the label of a node that is but a line. */
const NODE_HEIGHT = 4;
const LEAST_HEIGHT = 18;
/** Narrower boxes, in widths of a letter, have room for labels inside only. */
const NARROW = 45;

/** Widths of a letter that a label between two columns may take. */
const MIDDLE_LABEL = 22;

function optionOf({ nodes, links }: Flow, lang: Lang, place: HTMLElement) {
  const style = getComputedStyle(place);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const fontSize = Number.parseInt(style.fontSize, 10) * 0.85;
  const isNarrow = place.clientWidth / fontSize < NARROW;
  const room = fontSize * (isNarrow ? 0.5 : 11);
  const colorOf = ({ tone }: FlowNode) =>
    tone === null
      ? token('--flow-cost')
      : token(tone < 0 ? '--tone-person' : `--tone-${tone % TONES}`);
  const colors = new Map(nodes.map((node) => [node.id, colorOf(node)]));
  const columns = [...new Set(nodes.map(({ column }) => column))].sort();
  const last = columns.length - 1;
  return {
    animation: false,
    tooltip: {
      backgroundColor: token('--sheet'),
      borderColor: token('--line'),
      textStyle: { color: token('--ink'), fontSize },
      confine: true,
    },
    series: [
      {
        type: 'sankey' as const,
        left: room,
        right: room,
        top: fontSize,
        bottom: fontSize,
        nodeWidth: fontSize,
        nodeGap: fontSize * (isNarrow ? 2.6 : 1.7),
        draggable: false,
        emphasis: { focus: 'adjacency' as const },
        label: {
          color: token('--ink'),
          textBorderColor: token('--sheet'),
          textBorderWidth: 3,
          fontSize,
          lineHeight: fontSize * 1.25,
          width: fontSize * (isNarrow ? 9 : 10),
          overflow: 'truncate' as const,
          ellipsis: '…',
        },
        data: nodes.map((node) => {
          const depth = columns.indexOf(node.column);
          const text = `${node[lang]}\n${formatYuan(node.fen)}`;
          return {
            name: node.id,
            depth,
            detail: node.detail,
            itemStyle: { color: colors.get(node.id), borderWidth: 0 },
            label: {
              position: sideOf(depth, last, isNarrow),
              formatter: text,
              ...(depth > 0 && depth < last ? middleLabel(node, lang, { fontSize, isNarrow }) : {}),
            },
            tooltip: { formatter: text.replace('\n', '<br>') },
          };
        }),
        links: links.map((link) => ({
          source: link.from,
          target: link.to,
          value: link.fen / FEN_OF_YUAN,
          detail: link.detail,
          lineStyle: { color: colors.get(link.to), opacity: 0.35, curveness: 0.5 },
          tooltip: { formatter: formatYuan(link.fen) },
        })),
      },
    ],
  };
}

/**
 * On one line, the amount first, for what is cut is the end; where there is no room for two columns
 * of labels there is none.
 */
function middleLabel(
  node: FlowNode,
  lang: Lang,
  { fontSize, isNarrow }: { readonly fontSize: number; readonly isNarrow: boolean },
) {
  if (isNarrow) return { show: false };
  return {
    formatter: `${formatYuan(node.fen)} ${node[lang]}`,
    width: fontSize * MIDDLE_LABEL,
  };
}

/** Outer columns have their labels outside where there is room. */
function sideOf(depth: number, last: number, isNarrow: boolean): 'left' | 'right' {
  if (isNarrow) return depth === last ? 'left' : 'right';
  return depth === 0 ? 'left' : 'right';
}
