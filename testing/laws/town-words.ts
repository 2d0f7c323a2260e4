/**
 * The words of the small town: dimensions, payers, person classes, documents.
 */
const name = (zh: string) => ({ zh, en: zh });
const codes = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, name(id)]));
const open = (zh: string) => ({
  of: 'event',
  title: name(zh),
  values: 'open',
  absentMeans: 'none',
});
const source = { mark: 'official', document: 'town-1', clause: '第一条' };

/** A number that is told; an absent one means 0 unless it must be told. */
const told = (of: 'person' | 'event' | 'line', zh: string, absentMeans: string | null = '0') => ({
  of,
  title: name(zh),
  values: 'integer',
  ...(absentMeans === null ? {} : { absentMeans }),
});

export const TOWN = 'town';

export const TOWN_DOCUMENTS = {
  kind: 'documents',
  documents: { 'town-1': { title: '小镇规定', number: '镇办〔2024〕1号', mark: 'official' } },
};

/** Most favourable first: `poorest` lapses after 6 months, `poor` reaches 3 months back. */
export const TOWN_CLASSES = {
  poorest: { title: name('特困'), validMonths: 6, source },
  poor: { title: name('低保'), backMonths: 3, source },
};

export const TOWN_VOCABULARY = {
  kind: 'vocabulary',
  dimensions: {
    insuranceType: { of: 'person', title: name('险种'), codes: codes('resident', 'employee') },
    personClass: { of: 'person', title: name('人员类别') },
    employment: {
      of: 'person',
      title: name('在职退休'),
      codes: codes('working', 'retired'),
      absentMeans: 'working',
    },
    ageYears: { of: 'person', title: name('周岁'), values: 'integer' },
    incomeFen: told('person', '年收入', null),
    insuredYears: told('person', '缴费年限'),
    filed: {
      of: 'person',
      title: name('备案病种'),
      codes: codes('hypertension', 'diabetes', 'cancer'),
      many: true,
    },
    grade: { of: 'event', title: name('等级'), codes: codes('primary', 'secondary', 'tertiary') },
    place: {
      of: 'event',
      title: name('就医地'),
      codes: codes('inCity', 'outOfCity'),
      absentMeans: 'inCity',
    },
    disease: open('病种'),
    hospital: open('医院'),
    drug: open('药品'),
    doctor: open('医师'),
    triage: { of: 'event', title: name('分诊级'), values: 'integer' },
    waiverFen: told('event', '医院减免'),
    itemClass: { of: 'line', title: name('费用类别'), codes: codes('A', 'B', 'C') },
    necessity: {
      of: 'line',
      title: name('治疗必须'),
      codes: codes('necessary', 'notNecessary'),
      absentMeans: 'necessary',
    },
    shelf: { of: 'line', title: name('货架'), values: 'open' },
    priceLevel: { of: 'line', title: name('价位'), values: 'integer' },
    medicine: { of: 'line', title: name('药名'), values: 'open', absentMeans: 'none' },
    listPriceFen: told('line', '单价'),
    quantity: told('line', '数量'),
  },
  payers: codes('pool', 'critical', 'aid', 'hospital'),
};
