/**
 * What a start of the demo city prints: where its pages are, and two commands to try at once.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DemoStart {
  /** Of the server, without a slash at the end. */
  readonly url: string;
  /** The platform's data folder. */
  readonly folder: string;
  /** Message 2207 of the prepared visit. */
  readonly message: string;
  /** The pages' addresses that are worth a line of their own. */
  readonly links: readonly DemoLink[];
}

export interface DemoLink {
  readonly label: string;
  readonly url: string;
}

/**
 * Writes the message to `demo/settle.json` in the data folder and gives the text to print. The
 * second command sends the message again: the same answer comes, and nothing is settled twice.
 */
export function demoText({ url, folder, message, links }: DemoStart): string {
  mkdirSync(join(folder, 'demo'), { recursive: true });
  const file = join(folder, 'demo', 'settle.json');
  writeFileSync(file, `${message}\n`);
  const settle = `curl -s ${url}/ -H 'content-type: application/json' -d @${file}`;
  const id = `$(${settle} | sed -E 's/.*"setl_id":"([^"]+)".*/\\1/')`;
  const token = join(folder, 'operator-token');
  return `
${links.map((link) => `${link.label}  ${link.url}`).join('\n')}

演示城市里有一次门诊已登记、已传费用。这一条报文（2207）把它结算 / settles a visit:

${settle}

这一条取它的结算单和每一分钱的理由 / gets its bill with the reasons:

curl -s ${url}/api/settlements/${id}/bill \\
  -H "authorization: Bearer $(cat ${token})" | node -pe 'JSON.parse(fs.readFileSync(0)).text'

Ctrl+C 结束 / ends it.
`;
}
