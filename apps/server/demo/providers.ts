/**
 * Invented providers of the demo city. Their codes have the national form; none is real.
 */
import type { NewProvider } from '../../../modules/catalogue/index.ts';

const LEVELS = { tertiary: '02', secondary: '05', primary: '08' } as const;

export const DEMO_PROVIDERS: readonly NewProvider[] = [
  hospital('H33030200001', '云溪市第一人民医院（演示）', 'tertiary', '330302'),
  hospital('H33030200002', '云溪市中医院（演示）', 'secondary', '330302'),
  hospital('H33038100003', '安陶街道社区卫生服务中心（演示）', 'primary', '330381'),
  {
    ...hospital('H33030200009', '云溪市妇幼保健院（演示，浙江报文）', 'secondary', '330302'),
    dialect: 'zhejiang',
    signatureKey: 'demo-signature-key-of-no-value',
  },
  { ...hospital('P33030200011', '同春大药房（演示）', 'primary', '330302'), kind: 'drugstore' },
  {
    ...hospital('P33030200019', '保和堂药店（演示，浙江报文）', 'primary', '330302'),
    kind: 'drugstore',
    dialect: 'zhejiang',
    signatureKey: 'demo-signature-key-of-no-value',
  },
];

function hospital(
  code: string,
  name: string,
  grade: NewProvider['grade'],
  region: string,
): NewProvider {
  const hospitalLevel = LEVELS[grade];
  const facets = grade === 'primary' ? { essentialMedicine: 'applied' } : {};
  const kind = 'hospital' as const;
  const dialect = 'national' as const;
  return { code, name, region, grade, hospitalLevel, kind, facets, dialect, signatureKey: null };
}
