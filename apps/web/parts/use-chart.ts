/** A drawing of ECharts in a box: drawn anew as the box, the theme or the letters change. */
import { type EChartsType, init } from 'echarts/core';
import { type RefObject, useEffect, useRef } from 'react';
import { useIsDark, useSettings } from './settings.ts';

type ChartOption = Parameters<EChartsType['setOption']>[0];

export interface Drawing {
  /** What is drawn, by what the style sheet says of the box. */
  readonly optionOf: (place: HTMLElement) => ChartOption;
  /** After it was drawn first. */
  readonly onDrawn?: (chart: EChartsType) => void;
}

/** Gives the box; a drawing that is another object is drawn from the start. */
export function useChart(drawing: Drawing): RefObject<HTMLDivElement | null> {
  const { isLarge } = useSettings();
  const isDark = useIsDark();
  const box = useRef<HTMLDivElement>(null);
  // Theme and size change what the style sheet says of colours and letters.
  const look = `${isDark}-${isLarge}`;
  useEffect(() => {
    const place = box.current;
    if (!place || look === '') return;
    const chart = init(place, null, { renderer: 'svg' });
    const draw = () => {
      chart.resize();
      chart.setOption(drawing.optionOf(place));
    };
    draw();
    drawing.onDrawn?.(chart);
    const watcher = new ResizeObserver(draw);
    watcher.observe(place);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [drawing, look]);
  return box;
}
