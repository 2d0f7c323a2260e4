/**
 * Writes `docs/law/findings.md` anew: what is proved of the laws of the four areas. It takes about
 * half a minute, too long for `npm run generate`; `tools/findings.test.ts` says when it is stale.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, POLICIES, readLawFolder } from '../apps/cli/load-law.ts';
import { FINDINGS_PATH, findingsPage } from './findings-page.ts';

const { laws } = readLawFolder(POLICIES);
const { law } = compile(laws);
if (!law) throw new Error('the law has errors: bin/tibao check');
writeFileSync(
  fileURLToPath(new URL(`../${FINDINGS_PATH}`, import.meta.url)),
  findingsPage(law, laws),
);
console.log(`wrote ${FINDINGS_PATH}`);
