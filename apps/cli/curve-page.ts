/**
 * A curve as one page: the picture, every breakpoint with its clause, and the exact functions.
 */
import { formatYuan } from '../../engine/units/index.ts';
import type { Shown } from './curve-shown.ts';
import { curveSvg, escaped } from './curve-svg.ts';
import { curveWords } from './curve-words.ts';
import { citedText } from './finding-words.ts';

/** Writes the page; it loads nothing and runs nothing. */
export function curvePage(shown: Shown): string {
  const { data, day } = shown;
  const title = `${data.schemeTitle}，${day}`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<figure>${curveSvg(shown)}</figure>
${curveWords(shown)
  .map((said) => `<p>${escaped(said)}</p>`)
  .join('\n')}
<h2>转折</h2>
<div class="wide"><table>
<thead><tr><th>#</th><th class="fen">变动的费用（元）</th><th class="fen">总费用</th>
<th class="fen">个人负担</th><th>因为</th></tr></thead>
<tbody>${breakRows(shown)}</tbody>
</table></div>
<h2>准确的函数</h2>
<p>x 是变动的费用，以分计；取整以前的数。引擎每取整一次，与此至多差一分。</p>
<div class="wide"><table>
<thead><tr><th class="fen">自（分）</th><th class="fen">至（分）</th><th>个人负担（分）</th></tr></thead>
<tbody>${functionRows(shown)}</tbody>
</table></div>
<p class="law">法规 ${escaped(data.scheme)} ${escaped(data.law.slice(0, 16))}</p>
</main>
</body>
</html>
`;
}

function breakRows({ law, data }: Shown): string {
  return data.breaks
    .map(({ at, costFen, totalFen, personFen, isJump, says, citations }, index) => {
      const cited = citations.map((one) => escaped(citedText(law, one))).join('；');
      const exact = at.includes('/') ? ` title="准确值 ${escaped(at)} 分"` : '';
      const cells = [costFen, totalFen, personFen].map(
        (fen, column) => `<td class="fen"${column === 0 ? exact : ''}>${formatYuan(fen)}</td>`,
      );
      const why = `${escaped(says)}${isJump ? '（跳变）' : ''}<br><small>${cited}</small>`;
      return `<tr><td>${index + 1}</td>${cells.join('')}<td>${why}</td></tr>`;
    })
    .join('\n');
}

function functionRows({ data }: Shown): string {
  return data.pieces
    .map(
      ({ from, to, person }) =>
        `<tr><td class="fen">${from}</td><td class="fen">${to}</td>` +
        `<td><code>${escaped(person)}</code></td></tr>`,
    )
    .join('\n');
}

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;background:#fcfcfb;color:#20242a;font:15px/1.6 system-ui,
"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:1000px;margin:0 auto;padding:24px 20px 64px}
figure{margin:0}svg{width:100%;height:auto;display:block}
h2{font-size:17px;margin:32px 0 8px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:6px 10px;border-bottom:1px solid #e4e6e9;text-align:left;vertical-align:top}
th{font-weight:600;font-size:13px;color:#5b626c;white-space:nowrap}
td.fen,th.fen{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
small,.law{color:#5b626c}code{font-size:12px;word-break:break-all}
@media (prefers-color-scheme:dark){body{background:#16181c;color:#eceef1}
th,td{border-color:#2c3037}th,small,.law{color:#a5acb6}}
`;
