/**
 * The rehearsal city: invented people and a year of care from a seed,  as tables under national
 * field names. Same seed, same content, whatever the number of workers.
 */
export type { CityChecked } from './check/check-city.ts';
export { checkCity } from './check/check-city.ts';
export type { Band, Compared } from './check/compare.ts';
export { FIT_SEEDS, fitLevers } from './check/fit.ts';
export { fittedLevers } from './check/levers.ts';
export type { PublishedFigure } from './check/published.ts';
export { publishedOf } from './check/published.ts';
export type { ExtractMap } from './exchange/column-map.ts';
export { readExtractMap } from './exchange/column-map.ts';
export { fieldsOf } from './exchange/csv.ts';
export { exportCity } from './exchange/export-city.ts';
export type { Reason } from './exchange/reasons.ts';
export { REASONS } from './exchange/reasons.ts';
export type { ExtractReport, TableReport } from './exchange/take-extract.ts';
export { takeExtract } from './exchange/take-extract.ts';
export type { FileEntry, Manifest } from './files/manifest.ts';
export { cityHash, dictionaryOf } from './files/manifest.ts';
export type { CityFolder } from './files/read-persons.ts';
export { openCity } from './files/read-persons.ts';
export type { CityContext } from './history/history-of.ts';
export { contextOf, historyOf } from './history/history-of.ts';
export type { PersonRows, Row } from './history/rows.ts';
export { linesByVisit, numberIn, personRowsOf, rowsOf, textIn } from './history/rows.ts';
export type { Payments } from './load/bills-out.ts';
export { inventedIdentity } from './load/invented.ts';
export type { ApartOptions } from './load/load-apart.ts';
export { loadCityApart } from './load/load-apart.ts';
export type { Loaded, LoadOptions } from './load/load-city.ts';
export { loadCity } from './load/load-city.ts';
export { cityMigrations } from './load/store.ts';
export type { Unloaded } from './load/unload-city.ts';
export { unloadCity } from './load/unload-city.ts';
export type { CityMade, MakeOptions, Progress } from './make/make-city.ts';
export { makeCity } from './make/make-city.ts';
export { type EachPerson, makePart, referenceTables } from './make/part-maker.ts';
export type { CityOrder, CityTables, Setting } from './make/setting.ts';
export { settingOf, tableOf } from './make/setting.ts';
export { PROFILES } from './people/profiles.ts';
export { CityRefused } from './refused.ts';
