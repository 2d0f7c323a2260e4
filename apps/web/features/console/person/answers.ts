/** What the platform answers of a person. */
import type { Answer } from '../../../api/client.ts';

export type Person = Answer<'/api/persons/{personNo}', 'get'>;
export type Year = Answer<'/api/persons/{personNo}/years/{year}', 'get'>;
export type YearEvent = Year['events'][number];
