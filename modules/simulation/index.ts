/** Simulation: a year of a city under a law, event by event and in all. */
export type { PayerTotal, PreparedRun, Simulated, SimulateOptions, Simulator } from './model.ts';
export type { PrepareOptions } from './prepare-run.ts';
export { prepareRun } from './prepare-run.ts';
export { openSimulator, simulate } from './simulate.ts';
